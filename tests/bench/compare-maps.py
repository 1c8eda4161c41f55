#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves the same map in this program, in ShumateMarkerLayer, and in Chromium with OpenLayers and with
Leaflet, and prints what a frame costs in each. See README.md beside this file.

  compare-maps.py --bench PROGRAM --folder FOLDER [--items 1000,20000,100000] [--frames 120]
"""

import argparse
import http.server
import os
import pathlib
import queue
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
import time
import urllib.parse
import zlib

HERE = pathlib.Path(__file__).resolve().parent
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
PACKAGES = ["ol", "leaflet", "leaflet.markercluster"]
BROWSER_MAPS = ["openlayers", "openlayers-clustered", "leaflet", "leaflet-clustered"]

# ShumateMarkerLayer takes time with the square of the number of markers to fill.
MARKERS_MAX = 20000


def read_stat(pid):
    """(parent, session, processor ms) of a process, or None if it is gone."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text[text.rindex(")") + 2:].split()
    return int(fields[1]), int(fields[3]), (int(fields[11]) + int(fields[12])) * TICK_MS


def find_family(root):
    """All processes that come from root or share its session."""
    stats = {int(p.name): read_stat(p.name) for p in pathlib.Path("/proc").iterdir()
             if p.name.isdigit()}
    family = {root}
    grown = True
    while grown:
        grown = False
        for pid, stat in stats.items():
            if pid not in family and stat and (stat[0] in family or stat[1] == root):
                family.add(pid)
                grown = True
    return family


class Cost:
    """Processor time of a family of processes; of those that end meanwhile, what was last seen."""

    def __init__(self, *roots):
        self.roots = roots
        self.seen = {}

    def get_ms(self):
        for root in self.roots:
            for pid in find_family(root):
                stat = read_stat(pid)
                if stat:
                    self.seen[pid] = stat[2]
        return sum(self.seen.values())


def make_tile():
    """A grey picture of 256 pixels with something in it, as PNG."""
    rows = b"".join(b"\0" + bytes(170 + (y * 256 + x) // 37 % 60 for x in range(256) for _ in "rgb")
                    for y in range(256))

    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data
                + struct.pack(">I", zlib.crc32(name + data)))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Handler(http.server.SimpleHTTPRequestHandler):
    tile = make_tile()
    marks = queue.Queue()

    def do_GET(self):
        if self.path.startswith("/tile/"):
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(self.tile)))
            self.send_header("Cache-Control", "max-age=86400")
            self.end_headers()
            self.wfile.write(self.tile)
            return
        super().do_GET()

    def do_POST(self):
        # The page waits for the answer, and whoever takes the mark has the time until then.
        done = threading.Event()
        self.marks.put((urllib.parse.unquote(self.path), done))
        done.wait(10)
        self.send_response(204)
        self.end_headers()

    def translate_path(self, path):
        path = urllib.parse.urlparse(path).path
        if path == "/compare-maps.html":
            return str(HERE / "compare-maps.html")
        return super().translate_path(path)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, address):
        """A browser that is ended in the middle of an answer is nothing to tell."""


def start_server(folder):
    def handler(*arguments):
        return Handler(*arguments, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def start_display():
    """An X server of our own: (process, name of its display)."""
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1920x1080x24",
                               "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return server, ":" + pipe.readline().strip()


def stop(process):
    """Ends a process and its session."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run_ours(program, subject, renderer, n_items, arguments):
    server, display = start_display()
    environment = dict(os.environ, DISPLAY=display, GDK_BACKEND="x11", GSK_RENDERER=renderer,
                       GTK_A11Y="none", GSETTINGS_BACKEND="memory", LIBGL_ALWAYS_SOFTWARE="1",
                       RUN_UI_SERVER_PID=str(server.pid))
    environment.pop("WAYLAND_DISPLAY", None)
    process = subprocess.Popen([program, subject, str(n_items), str(arguments.frames)],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               env=environment, start_new_session=True)
    result = {}
    try:
        output, _ = process.communicate(timeout=arguments.limit)
        for line in output.splitlines():
            fields = line.split()
            if len(fields) == 3 and fields[0] in ("setup", "pan", "zoom"):
                result[fields[0]] = (float(fields[1]), float(fields[2]))
            else:
                result["note"] = line
    except subprocess.TimeoutExpired:
        result["note"] = f"not done in {arguments.limit} s"
    finally:
        stop(process)
        server.terminate()
        server.wait()
    return result


def run_browser(browser, port, kind, n_items, arguments):
    server, display = start_display()
    profile = tempfile.mkdtemp(prefix="compare-maps-")
    url = (f"http://127.0.0.1:{port}/compare-maps.html?map={kind}&n={n_items}"
           f"&frames={arguments.frames}")
    process = subprocess.Popen(
        [browser, "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run",
         "--disable-default-apps", "--disable-extensions", "--window-position=0,0",
         "--window-size=1920,1080", f"--user-data-dir={profile}", "--kiosk", f"--app={url}"],
        env=dict(os.environ, DISPLAY=display), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)
    cost = Cost(process.pid, server.pid)
    result = {}
    begins = {}
    end = time.monotonic() + arguments.limit
    try:
        while True:
            path, done = Handler.marks.get(timeout=max(end - time.monotonic(), 0.1))
            _, _, name, value = path.split("/", 3)
            cpu_ms = cost.get_ms()
            if name == "error":
                result["note"] = value
            elif name == "setup":
                result["setup"] = (cpu_ms, float(value))
            elif name.endswith("-begin"):
                begins[name[:-6]] = cpu_ms
            elif name.endswith("-end"):
                n = arguments.frames - arguments.frames // 4
                result[name[:-4]] = ((cpu_ms - begins[name[:-4]]) / n, float(value))
            done.set()
            if name in ("done", "error"):
                break
    except queue.Empty:
        result["note"] = f"not done in {arguments.limit} s"
    finally:
        stop(process)
        server.terminate()
        server.wait()
        shutil.rmtree(profile, ignore_errors=True)
    return result


def install_packages(folder):
    """Whether OpenLayers and Leaflet are there; npm fetches them once, nothing is kept in the source."""
    if all((folder / "node_modules" / name).is_dir() for name in PACKAGES):
        return True
    if shutil.which("npm") is None:
        print("npm is not installed: no OpenLayers and no Leaflet")
        return False
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund",
                           "--ignore-scripts", *PACKAGES], capture_output=True, text=True)
    if done.returncode != 0:
        print("npm could not install them: no OpenLayers and no Leaflet")
        return False
    return True


def print_row(name, n_items, result):
    def cell(key):
        if key not in result:
            return f"{'-':>9} {'-':>7}"
        cpu_ms, wall_ms = result[key]
        return f"{cpu_ms:9.1f} {1000 / wall_ms:7.1f}"
    print(f"{name:22} {n_items:7} {cell('pan')} {cell('zoom')}  {result.get('note', '')}",
          flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--items", default="1000,20000,100000")
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--limit", type=int, default=180, help="seconds for one map")
    parser.add_argument("--only", default="", help="names of rows, with commas")
    arguments = parser.parse_args()
    wanted = [name for name in arguments.only.split(",") if name]
    browser = shutil.which("chromium") or shutil.which("chromium-browser")

    if shutil.which("Xvfb") is None:
        print("Xvfb is not installed")
        return 77
    if browser is None:
        print("Chromium is not installed: no OpenLayers and no Leaflet")
    has_maps = browser is not None and install_packages(arguments.folder)
    server = start_server(arguments.folder)

    print("1920 x 1080, no GPU; processor ms per frame of all processes with the X server, and "
          "frames per second")
    print(f"{'map':22} {'items':>7} {'pan ms':>9} {'per s':>7} {'zoom ms':>9} {'per s':>7}")
    for n_items in map(int, arguments.items.split(",")):
        for subject, renderer in (("ours", "cairo"), ("ours", "gl"), ("markers", "cairo"),
                                  ("markers", "gl")):
            name = f"{subject}-{renderer}"
            if wanted and name not in wanted:
                continue
            if subject == "markers" and n_items > MARKERS_MAX:
                print_row(name, n_items, {"note": "not tried: filling it takes hours"})
            else:
                print_row(name, n_items,
                          run_ours(arguments.bench, subject, renderer, n_items, arguments))
        for kind in BROWSER_MAPS if has_maps else []:
            if not wanted or kind in wanted:
                print_row(kind, n_items, run_browser(browser, server.server_port, kind, n_items,
                                                     arguments))
    server.shutdown()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
