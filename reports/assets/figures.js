"use strict";
// Draws the figures that a page carries as JSON; colours named var(--x) follow the style sheet, also when it turns dark.
(() => {
  const resolved = (value, style) => {
    if (typeof value === "string") {
      return value.replace(/^var\((--[a-z]+)\)$/, (_, name) => style.getPropertyValue(name).trim());
    }
    if (Array.isArray(value)) return value.map((item) => resolved(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, style)]));
  };
  const draw = () => {
    const style = getComputedStyle(document.documentElement);
    const font = getComputedStyle(document.body).fontFamily;
    for (const source of document.querySelectorAll("script[data-plot]")) {
      const place = document.getElementById(source.dataset.plot);
      const plot = resolved(JSON.parse(source.textContent), style);
      plot.layout.font.family = font;
      window.Plotly.react(place, plot.data, plot.layout, { displayModeBar: false, responsive: true });
    }
  };
  const start = () => {
    if (!window.Plotly) {
      for (const place of document.querySelectorAll(".plot")) place.hidden = true;
      return;
    }
    draw();
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    window.matchMedia("print").addEventListener("change", draw);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
