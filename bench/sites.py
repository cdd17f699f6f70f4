"""Look-alike sites, served on this machine under their real names: for the desktop tests and `bench/truth`."""

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_HEAD = """<!doctype html><meta charset=utf-8><title>{title}</title>
<style>body{{margin:0;font:16px sans-serif}}article{{height:480px;margin:12px;background:#e8eef0;border-radius:8px}}
.bar{{position:sticky;top:0;background:#fff;padding:8px}}.snap{{height:100vh;overflow-y:scroll}}
[contenteditable]{{min-height:40px;border:1px solid #999;padding:6px;margin:8px}}textarea{{width:90%;height:60px}}
.chat{{position:fixed;right:12px;bottom:0;width:280px;height:320px;border:1px solid #888;background:#fff}}</style>
<script>var wheels=0;addEventListener('wheel',e=>{{wheels+=e.isTrusted}},{{capture:true,passive:true}});
addEventListener('blur',()=>{{document.title='{title} saw '+wheels+'.'}})</script>
<div class=bar>{title}</div>"""
"""Each page counts the turns of the wheel that reached it (a busy browser merges some) and shows them in its title
when it loses the focus."""

_FEED = (
    "<main>"
    + "".join(f"<article>post {i} <button aria-label=Like>like</button></article>" for i in range(60))
    + "</main>"
)

_COMPOSER = """<div id=box role=textbox contenteditable=true></div><button id=send>send</button><script>
const box=document.getElementById('box');const send=()=>{setTimeout(()=>{box.textContent=''},30)};
box.addEventListener('keydown',e=>{if(e.key==='Enter'){e.preventDefault();send()}});
document.getElementById('send').onclick=send;</script>"""

_REELS = """<main id=stage></main><script>
let n=0;const show=()=>{stage.innerHTML='<article style="height:90vh">reel '+n+'</article>';document.title='Reel '+n};
const next=()=>{n++;history.pushState({},'','/reels/R'+n+'/');show()};show();
const chat=()=>document.getElementById('box');
let last=0;addEventListener('wheel',e=>{const t=Date.now();if(t-last>400&&e.deltaY>0&&!chat()){last=t;next()}});
addEventListener('keydown',e=>{if(e.key==='ArrowDown')next();
if(e.key==='m'&&!chat()){history.pushState({},'','/direct/t/777/');document.title='Chat';
stage.innerHTML='<div id=box role=textbox contenteditable=true></div>';chat().focus();
e.preventDefault()}});</script>"""

_SOUND = """<button id=play>play</button><script>
document.getElementById('play').onclick=()=>{const c=new AudioContext();const o=c.createOscillator();
const g=c.createGain();g.gain.value=0.2;o.connect(g).connect(c.destination);o.start()};
if(location.search==='?v=play')document.getElementById('play').onclick();</script>"""

_POPUP_CHAT = f"""{_FEED}<div class=chat data-pagelet=ChatTab><b>Ana</b>{_COMPOSER}</div>"""
_BUBBLE = f"""{_FEED}<div class="chat msg-overlay-conversation-bubble"><b>Ana</b>{_COMPOSER}</div>"""
_SYNTHETIC = """<script>setInterval(()=>{dispatchEvent(new WheelEvent('wheel',{deltaY:100,bubbles:true}));
document.body.dispatchEvent(new KeyboardEvent('keydown',{key:'a',bubbles:true}));
document.body.dispatchEvent(new MouseEvent('click',{bubbles:true,detail:1}));scrollBy(0,200)},50)</script>"""
_INNER = f"<div class=snap id=inner style='height:600px;overflow-y:scroll'>{_FEED}</div>"


@dataclass(frozen=True, slots=True)
class Look:
    """A page of a look-alike site: its title and its body."""

    title: str
    body: str


_HOME = {
    "www.instagram.com": Look("Instagram", _FEED),
    "www.facebook.com": Look("Facebook", _POPUP_CHAT),
    "www.linkedin.com": Look("Feed | LinkedIn", _BUBBLE),
    "www.youtube.com": Look("YouTube", _SOUND),
    "x.com": Look("Home / X", _FEED),
    "social.example.org": Look("Home - Example Social", f"<div class=app-holder id=mastodon>{_FEED}</div>"),
    "meet.google.com": Look("Meet - abc", "".join(f"<div data-participant-id=p{i}>tile</div>" for i in (1, 2, 3, 3))),
    "www.reddit.com": Look("Reddit", _FEED),
}
_PATHS = {
    ("www.instagram.com", "/reels/"): Look("Reels", _REELS),
    ("www.instagram.com", "/direct/t/"): Look("Instagram • Direct", _COMPOSER),
    ("www.instagram.com", "/inner/"): Look("Instagram", _INNER),
    ("www.instagram.com", "/robot/"): Look("Instagram", _FEED + _SYNTHETIC),
    ("x.com", "/compose/post"): Look("Compose / X", _COMPOSER),
    ("x.com", "/messages/"): Look("Messages / X", _COMPOSER),
    ("www.reddit.com", "/r/"): Look("A heron : birds", _COMPOSER + _FEED),
    ("www.linkedin.com", "/messaging/thread/"): Look("Messaging | LinkedIn", _COMPOSER),
    ("www.youtube.com", "/watch"): Look("A film - YouTube", _SOUND),
}


def look(host: str, path: str) -> Look:
    """The page of an address; any unknown host is a plain article."""
    for (site, start), found in _PATHS.items():
        if host == site and path.startswith(start):
            return found
    return _HOME.get(host, Look("An article", f"<p>Plain text.</p>{_FEED}<textarea id=note></textarea>"))


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.headers.get("Host", "").split(":")[0]
        if isinstance(self.server, _Quiet):
            self.server.asked(host, self.path)
        page = look(host, self.path)
        body = (_HEAD.format(title=page.title) + page.body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: a test's output is its own."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    asked: Callable[[str, str], None]

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers drop connections as they like."""


@contextmanager
def sites(folder: Path, asked: Callable[[str, str], None] = lambda host, path: None) -> Iterator[list[str]]:
    """Serves the look-alikes over TLS; gives the switches with which Chromium takes them for the real ones.

    `asked` is told the host and path of each request, from a thread of the server."""
    key, cert = folder / "site.key", folder / "site.crt"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=look-alike"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server = _Quiet(("127.0.0.1", 0), _Handler)
    server.asked = asked
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        port = server.server_address[1]
        yield [
            f"--host-resolver-rules=MAP *:443 127.0.0.1:{port}, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--ignore-certificate-errors",
        ]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
