#!/usr/bin/env python3
"""Serves a site with Debian's nginx by docs/publishing/nginx.conf, in which only the address and the folder are other ones, and asks for
everything: addresses, headers, policy, caching, packed copies, the page for what is not there, under a path.

    THROUGHLINE=target/debug/throughline python3 tests/publishing/nginx.py
"""

import gzip
import http.client
import urllib.parse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SITE = {
    "site.toml": 'title = "Places"\ncompressed = true\nhost_files = true\n',
    "content/authorities/wexmere.md": '+++\nname = "Wexmere"\n+++\n',
    "content/inspections/wexmere/2014-05-sif.md": '+++\ntitle = "Visit"\nframework = "sif"\npublished = 2014-05-01\n'
    'wording = "summary"\n+++\n\n## Areas for improvement\n\n- Light the children’s lamps. {#lamps}\n',
    "files/2014/The plan (final).pdf": "%PDF-1.4",
}
KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8", "pdf": "application/pdf",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
MAIN = """daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3; uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
    include {work}/site.conf;
}}
"""

faults, passed = [], 0


def right(what, good):
    global passed
    if good:
        passed += 1
    else:
        faults.append(what)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def configuration(work, port):
    """The guide's file, for another address and another folder."""
    text = (REPOSITORY / "docs/publishing/nginx.conf").read_text(encoding="utf-8")
    for old, new in [("listen 80;", f"listen 127.0.0.1:{port};"), ("root /var/www/site;", f"root {work}/www;")]:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def built(work, port):
    for name, text in SITE.items():
        path = work / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    out = work / "www/inspections"
    out.parent.mkdir()
    base = f"http://127.0.0.1:{port}/inspections/"
    run = [os.environ["THROUGHLINE"], "build", "--site", str(work / "site"), "--out", str(out), "--base-url", base]
    subprocess.run(run, check=True, capture_output=True)
    return out


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def address(path):
    return "/inspections/" + "/".join(urllib.parse.quote(part) for part in path.split("/"))


def files(out, port):
    """Every file at its address, byte for byte, of its kind, with all headers."""
    for file in sorted(out.rglob("*")):
        path = file.relative_to(out).as_posix()
        if not file.is_file() or path.startswith("."):
            continue
        answer, body = ask(port, address(path))
        right(f"{path}: {answer.status}", answer.status == 200 and body == file.read_bytes())
        kind = KINDS.get(path.rsplit(".", 1)[-1])
        if kind:
            right(f"{path}: {answer.headers['Content-Type']}", answer.headers["Content-Type"] == kind)
        elif path.endswith(".js"):
            right(f"{path}: {answer.headers['Content-Type']}", "javascript; charset=utf-8" in answer.headers["Content-Type"])
        for name, value in HEADERS.items():
            right(f"{path}: {name}", answer.headers.get_all(name) == [value])
        cached = "public, max-age=3600" if path.startswith("assets/") else "no-cache"
        right(f"{path}: {answer.headers['Cache-Control']}", answer.headers.get_all("Cache-Control") == [cached])


def packed(out, port):
    """Copies that were packed beforehand are sent to who takes them, and nobody else."""
    for path in ["index.html", "data/recommendations.csv", "assets/style.css", "search/index.js"]:
        answer, body = ask(port, address(path), Accept_Encoding="gzip")
        right(f"{path}: packed", answer.headers["Content-Encoding"] == "gzip" and body == (out / f"{path}.gz").read_bytes())
        right(f"{path}: unpacked", gzip.decompress(body) == (out / path).read_bytes())
        right(f"{path}: Vary", "Accept-Encoding" in (answer.headers["Vary"] or ""))
        kind = KINDS.get(path.rsplit(".", 1)[-1])
        right(f"{path}: kind when packed", not kind or answer.headers["Content-Type"] == kind)


def addresses(out, port):
    """Folders, what is not there at any depth, and what is nobody's business."""
    answer, _ = ask(port, "/inspections")
    right("/inspections leads on", answer.status == 301 and answer.headers["Location"].endswith("/inspections/"))
    for folder in ["", "authorities/", "data/"]:
        answer, body = ask(port, f"/inspections/{folder}")
        right(f"{folder} is a page", answer.status == 200 and body == (out / folder / "index.html").read_bytes())
    missing = (out / "404.html").read_bytes()
    hidden = ["files/.git/config", ".throughline-manifest", ".throughline-made", ".nojekyll"]
    for path in ["nothing.html", "a/b/c/d.html", "files/", *hidden]:
        answer, body = ask(port, f"/inspections/{path}")
        right(f"{path}: {answer.status}", answer.status in (403, 404) and (answer.status == 403 or body == missing))
        right(f"{path}: headers", all(answer.headers.get_all(name) == [value] for name, value in HEADERS.items()))
    right("its links lead to the site's root", b'href="/inspections/index.html"' in missing)
    for outside in ["/inspections/../nginx.pid", "/inspections/%2e%2e/%2e%2e/site/site.toml", "/other"]:
        right(f"{outside} is closed", ask(port, outside)[0].status in (400, 404))


def again(port):
    """A browser that has the newest is told so, and gets nothing else."""
    answer, _ = ask(port, "/inspections/index.html")
    answer, body = ask(port, "/inspections/index.html", If_None_Match=answer.headers["ETag"])
    right("not sent again", answer.status == 304 and body == b"")


def policy(out):
    """Nothing that a page allows itself is forbidden by the header."""
    page = re.search(r'Content-Security-Policy"\s+content="([^"]*)"', (out / "index.html").read_text(encoding="utf-8"))[1]
    rules = {rule.split()[0]: set(rule.split()[1:]) - {"file:"} for rule in page.split(";") if rule.strip()}
    header = {rule.split()[0]: set(rule.split()[1:]) for rule in HEADERS["Content-Security-Policy"].split(";")}
    right(f"policy: {rules}", all(header.get(name) == sources for name, sources in rules.items() if name != "script-src"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        work, port = Path(folder).resolve(), free_port()
        out = built(work, port)
        user = "user root;" if os.geteuid() == 0 else ""
        (work / "nginx.conf").write_text(MAIN.format(work=work, user=user), encoding="utf-8")
        (work / "site.conf").write_text(configuration(work, port), encoding="utf-8")
        with subprocess.Popen(["nginx", "-p", str(work), "-e", str(work / "error.log"), "-c", str(work / "nginx.conf")]) as server:
            try:
                for _ in range(100):
                    with socket.socket() as one:
                        if one.connect_ex(("127.0.0.1", port)) == 0:
                            break
                    time.sleep(0.05)
                files(out, port)
                packed(out, port)
                addresses(out, port)
                again(port)
                policy(out)
            finally:
                server.terminate()
        log = (work / "error.log").read_text(encoding="utf-8", errors="replace")
        right(f"nginx: {log[:500]}", "[emerg]" not in log and "[crit]" not in log)
    print("\n".join(faults[:50]), file=sys.stderr, end="\n" if faults else "")
    print(f"nginx: {passed} passed, {len(faults)} failed")
    sys.exit(bool(faults) or not passed)


main()
