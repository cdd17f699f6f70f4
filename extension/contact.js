// Contact in the popup: the last one, and one that has just ended.

/** What to come back to, and how long ago the last contact was; empty where neither is known. */
export function lastTime({ ask, last_days: days }) {
  const about = ask ? `You wanted to ask about ${ask}` : "";
  if (typeof days !== "number") return about && `${about}.`;
  const ago = days < 1 ? "less than a day ago" : days === 1 ? "1 day ago" : `${days} days ago`;
  return about ? `${about}; last contact ${ago}.` : `Last contact ${ago}.`;
}

/** What is asked of the service by what stands in the form. */
export function contactOf(form, whom) {
  const minutes = Math.round(Number(form.elements.minutes.value));
  return { channel: form.elements.channel.value, minutes: minutes > 0 ? minutes : 0, ...whom.value };
}

/** The line under the form: what was kept, or why it was not. */
export function outcome(answer) {
  if (answer?.kept) return `Kept: ${answer.said}.`;
  return answer?.why ? `Not kept: ${answer.why}.` : "The service did not answer: try again.";
}

/** Joins the form to the service; `renew` is called when something was kept. */
export function joinContact(form, whom, done, renew) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await chrome.runtime.sendMessage({ log: contactOf(form, whom) });
    done.textContent = outcome(answer);
    if (!answer?.kept) return;
    form.reset();
    whom.set("");
    renew();
  });
}
