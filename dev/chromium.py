"""A headless Chromium driven by its DevTools protocol, as a user's eyes and hand."""

import base64
import contextlib
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-translate",
    "--enable-unsafe-swiftshader",
    "--force-color-profile=srgb",
    "--mute-audio",
    "--remote-debugging-port=0",
)
START = 60  # seconds
# No picture is taken before nothing was fetched for so long, and two were alike.
CALM = 0.4
WAIT = 120
# The cursor blinks: a picture has it or not by chance.
STEADY = """document.addEventListener("DOMContentLoaded", () => {
    const style = document.createElement("style");
    style.textContent = "* { caret-color: transparent !important; }";
    document.head.append(style);
});"""
BUSY = Path(__file__).with_name("chromium_busy.js").read_text()


class Wrong(Exception):
    """What the browser shows is not what was asked for."""


class Chromium:
    """A browser of its own, with nothing kept from before; ended with the block."""

    def __enter__(self):
        found = [path for path in map(shutil.which, NAMES) if path]
        if not found:
            raise Wrong("there is no Chromium in PATH")
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            )
            self.process = subprocess.Popen(
                [found[0], *SWITCHES, f"--user-data-dir={folder}", "about:blank"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            stack.callback(self.end)
            self.socket = websocket.create_connection(
                self.address(Path(folder) / "DevToolsActivePort"),
                suppress_origin=True,
                timeout=WAIT,
            )
            stack.callback(self.socket.close)
            self.number = 0
            self.pages = {}
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *error):
        self.stack.close()

    def address(self, file):
        """Chromium writes port and path into a file as soon as it listens."""
        until = time.monotonic() + START
        while time.monotonic() < until and self.process.poll() is None:
            lines = file.read_text().split() if file.exists() else []
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            time.sleep(0.1)
        raise Wrong("Chromium does not start")

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def call(self, method, session=None, **params):
        """Result of a command; what happens meanwhile is told to the pages."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = self.receive()
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise Wrong(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self):
        answer = json.loads(self.socket.recv())
        page = self.pages.get(answer.get("sessionId"))
        if page and "method" in answer:
            page.hear(answer["method"], answer["params"])
        return answer

    @contextlib.contextmanager
    def page(self, width, height, language, cookies):
        """A tab with cookies of its own: `(name, value, address)` of each."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call(
            "Target.createTarget", url="about:blank", browserContextId=context
        )["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, session["sessionId"])
        self.pages[page.session] = page
        try:
            page.prepare(width, height, language, cookies)
            yield page
        finally:
            del self.pages[page.session]
            self.call("Target.disposeBrowserContext", browserContextId=context)


class Page:
    def __init__(self, browser, session):
        self.browser = browser
        self.session = session
        self.fetching = {}
        self.fetched = time.monotonic()
        self.error = ""

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def prepare(self, width, height, language, cookies):
        for domain in ("Page", "Runtime", "Network", "DOM"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.call("Emulation.setTimezoneOverride", timezoneId="UTC")
        self.call("Emulation.setLocaleOverride", locale=language)
        self.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        self.call("Page.addScriptToEvaluateOnNewDocument", source=STEADY)
        for name, value, address in cookies:
            self.call("Network.setCookie", name=name, value=value, url=address)

    def hear(self, method, params):
        """Keep count of what is being fetched, but for the bus: it never ends."""
        if method == "Network.requestWillBeSent":
            address = params["request"]["url"]
            # the end of the bus's own script is told to nobody
            if address.startswith("http") and "/bus/" not in address:
                self.fetching[params["requestId"]] = address
        elif method in ("Network.loadingFinished", "Network.loadingFailed"):
            self.fetching.pop(params["requestId"], None)
        else:
            if method == "Runtime.exceptionThrown":
                thrown = params["exceptionDetails"].get("exception", {})
                self.error = thrown.get("description") or self.error
            return
        self.fetched = time.monotonic()

    def open(self, address):
        self.fetching.clear()
        told = self.call("Page.navigate", url=address)
        if told.get("errorText"):
            raise Wrong(f"{address}: {told['errorText']}")
        self.settle()

    def run(self, script):
        """Value of a JavaScript expression."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in told:
            thrown = told["exceptionDetails"]["exception"]
            raise Wrong(thrown.get("description", "an error").split("\n    at ")[0])
        return told["result"].get("value")

    def settle(self):
        """Wait until the page shows all that it will show."""
        until = time.monotonic() + WAIT
        before, waits = None, "a second picture like the first"
        while time.monotonic() < until:
            now = None
            waits = self.run(BUSY) or self.waits_for_network()
            if not waits:
                now = self.picture()
                if now == before:
                    return
                waits = "a second picture like the first"
            before = now
            self.listen(0.25)
        raise Wrong(f"waits for {waits}")

    def waits_for_network(self):
        if self.fetching:
            return next(iter(self.fetching.values()))
        return "quiet" if time.monotonic() < self.fetched + CALM else ""

    def listen(self, seconds):
        """Hear what happens for so long."""
        until = time.monotonic() + seconds
        try:
            while (left := until - time.monotonic()) > 0:
                self.browser.socket.settimeout(left)
                self.browser.receive()
        except websocket.WebSocketTimeoutException:
            return
        finally:
            self.browser.socket.settimeout(WAIT)

    def picture(self, **clip):
        """PNG of what is seen, or of a box of it."""
        params = {"clip": {**clip, "scale": 1}} if clip else {}
        told = self.call("Page.captureScreenshot", format="png", **params)
        return base64.b64decode(told["data"])

    # the hand
    def find(self, css):
        """Wait for a visible element, which scripts then find as `found`."""
        script = f"""(() => {{
            const all = [...document.querySelectorAll({json.dumps(css)})];
            window.found = all.find((e) => e.checkVisibility());
            window.found?.scrollIntoView({{block: "nearest"}});
            return Boolean(window.found);
        }})()"""
        until = time.monotonic() + 20
        while not self.run(script):
            if time.monotonic() > until:
                raise Wrong(f"shows nothing like {css}")
            self.listen(0.25)

    def click(self, css):
        self.find(css)
        self.run("found.click()")
        self.settle()

    def write(self, css, text):
        """Type over what stands in a field, and leave it."""
        self.find(css)
        self.run("found.focus(), found.select()")
        self.call("Input.insertText", text=text)
        self.settle()

    def give(self, css, file):
        """Hand a file to a field for files, which need not be seen."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=css)["nodeId"]
        if not node:
            raise Wrong(f"has no field {css}")
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file)])
        self.settle()

    def show(self, css):
        """Scroll until an element stands at the top."""
        self.find(css)
        self.run('found.scrollIntoView({block: "start"})')
        self.settle()

    def box(self, *elements, margin=8):
        """Where elements are seen, as `picture` asks for it."""
        for css in elements:
            self.find(css)
        return self.run(f"""(() => {{
            const boxes = {json.dumps(elements)}.map((css) =>
                document.querySelector(css).getBoundingClientRect()
            );
            const low = (side) => Math.min(...boxes.map((b) => b[side])) - {margin};
            const high = (side) => Math.max(...boxes.map((b) => b[side])) + {margin};
            const x = Math.max(Math.floor(low("left")), 0);
            const y = Math.max(Math.floor(low("top")), 0);
            const width = Math.min(Math.ceil(high("right")), innerWidth) - x;
            const height = Math.min(Math.ceil(high("bottom")), innerHeight) - y;
            return {{x, y, width, height}};
        }})()""")
