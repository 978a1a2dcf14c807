"""`make lighthouse`: the scores of four pages on a phone, as Lighthouse counts them.

Starts the sample market as `make run` does, in a folder of its own, looks at each page RUNS times
with a phone's screen, processor and network, and writes the median into docs/lighthouse.md.
LIGHTHOUSE_RUNS=1 is for a first look. Needs Node and Chromium; the market itself needs neither.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from core.testing.live import LiveMarket  # noqa: E402

PAGE = ROOT / "docs/lighthouse.md"
TOOL = ROOT / "node_modules/.bin/lighthouse"
CHROMIUM = os.environ.get("CHROME_PATH") or shutil.which("chromium") or "/usr/bin/chromium"
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "3"))
TRIES = 3
AIM = 95
PAGES = {
    "home": "/ja/",
    "list": "/ja/catalogue",
    "product": "/ja/catalogue/atsukezuri",
    "cart": "/ja/cart",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def prepare() -> None:
    """Lighthouse beside the project, from the lock; its dependencies run no scripts."""
    if not TOOL.exists():
        say("Installing Lighthouse …")
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)


def cookie_of_a_full_cart(market: LiveMarket) -> str:
    """What the browser of somebody sends who has put two things into the cart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=market.url)
        page = context.new_page()
        for slug in ("atsukezuri", "powdered-tea"):
            page.goto(f"/ja/catalogue/{slug}")
            page.locator("form[action$='/cart/add'] button[type=submit]").click()
            page.wait_for_url("**/ja/cart")
        cookies = [f"{each.get('name')}={each.get('value')}" for each in context.cookies()]
        browser.close()
    return "; ".join(cookies)


def measure(address: str, cookie: str, folder: Path) -> dict[str, Any]:
    """One report of Lighthouse."""
    headers, report = folder / "headers.json", folder / "report.json"
    headers.write_text(json.dumps({"Cookie": cookie}), encoding="utf-8")
    command = [
        str(TOOL),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={headers}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    for _ in range(TRIES):  # now and then the browser does not come up on a busy machine
        report.unlink(missing_ok=True)
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )
        if done.returncode == 0:
            return json.loads(report.read_text(encoding="utf-8"))
    raise RuntimeError(f"Lighthouse could not look at {address}: {done.stderr[-2000:]}")


def scores(report: dict[str, Any]) -> dict[str, int]:
    return {key: round(report["categories"][key]["score"] * 100) for key in CATEGORIES}


def lost(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, with what they name."""
    found: list[str] = []
    for key in CATEGORIES:
        for each in report["categories"][key]["auditRefs"]:
            audit = report["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                nodes = [
                    one.get("node", {}).get("selector") or one.get("description", "")
                    for one in audit.get("details", {}).get("items", [])[:4]
                ]
                found.append(f"{key}: {audit['title']} {audit.get('displayValue', '')} {nodes}")
    return found


def machine() -> str:
    """The machine as a reader can compare it."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"


def table(reports: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The medians of every page as lines of Markdown."""
    lines = [
        f"| page | {' | '.join(CATEGORIES)} | {' | '.join(TIMES.values())} |",
        "|---|" + "---|" * (len(CATEGORIES) + len(TIMES)),
    ]
    for name, runs in reports.items():
        points = [round(statistics.median(scores(one)[key] for one in runs)) for key in CATEGORIES]
        median = sorted(runs, key=lambda one: one["categories"]["performance"]["score"])
        middle = median[len(median) // 2]["audits"]
        times = [middle[key]["displayValue"].replace("\u00a0", " ") for key in TIMES]
        cells = " | ".join([*map(str, points), *times])
        lines.append(f"| {name} `{PAGES[name]}` | {cells} |")
    return lines


def write(lines: list[str], version: str) -> None:
    text = (
        f"""# Lighthouse

Measured with `make lighthouse` on {datetime.now(UTC):%Y-%m-%d}: the sample market as `make run`
starts it, Lighthouse {version} with its phone profile (412 px, slow 4G and a processor four times
slower, both simulated), the median of {RUNS} runs a page. The aim is {AIM} in all four columns.

Machine: {machine()}.

"""
        + "\n".join(lines)
        + "\n"
    )
    PAGE.write_text(text, encoding="utf-8")


def main() -> int:
    prepare()
    reports: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as name:
        given = os.environ.get("LIGHTHOUSE_DATA")
        with LiveMarket(Path(given) if given else Path(name) / "data") as market:
            cookie = cookie_of_a_full_cart(market)
            for page, path in PAGES.items():
                sent = cookie if page == "cart" else ""
                reports[page] = [measure(market.url + path, sent, Path(name)) for _ in range(RUNS)]
                say(f"{page:<8} {scores(reports[page][-1])}")
                for line in lost(reports[page][-1]):
                    say(f"         {line}")
    lines = table(reports)
    say("\n".join(lines))
    write(lines, reports["home"][0]["lighthouseVersion"])
    below = [
        page
        for page, runs in reports.items()
        for key in CATEGORIES
        if statistics.median(scores(one)[key] for one in runs) < AIM
    ]
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
