//! `throughline serve`: the site from memory on this machine, built again when its files change.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::site::{shipped, throughline, write_all};

/// A server that ends with the test.
struct Server {
    program: Child,
    address: String,
}

impl Server {
    fn start(site: &std::path::Path) -> Self {
        let mut program = throughline()
            .arg("serve")
            .arg("--site")
            .arg(site)
            .args(["--port", "0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        Self { program, address }
    }

    /// The status and the body of an answer.
    fn get(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
    }

    fn page(&self, path: &str) -> (u16, String) {
        self.get(path, &self.address)
    }

    /// Waits until a page says something.
    fn wait_for(&self, path: &str, words: &str) {
        let start = Instant::now();
        while !self.page(path).1.contains(words) {
            assert!(start.elapsed() < Duration::from_secs(60), "{path} never says `{words}`");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn the_site_is_served_from_memory_and_follows_its_files() {
    let site = tempfile::tempdir().unwrap();
    write_all(site.path(), &shipped());
    let server = Server::start(site.path());
    let (status, home) = server.page("/");
    assert_eq!(status, 200);
    assert!(home.contains("/_throughline/reload.js") && home.contains("Nottingham"));
    assert_eq!(server.page("/nowhere.html").0, 404);
    assert_eq!(server.page("/../site.toml").0, 404);
    assert_eq!(server.page("/%ff").0, 404);
    let (status, said) = server.get("/", "evil.example");
    assert!(status == 403 && said.starts_with("error[T1110]: this server answers only to"), "{status}: {said}");
    assert!(!site.path().join("public").exists(), "nothing is written");

    let theme = site.path().join("content/themes/assessments.md");
    fs::create_dir_all(theme.parent().unwrap()).unwrap();
    let good = include_str!("../../src/themes/assessments.md");
    fs::write(&theme, good.replace("title = \"Assessments\"", "title = \"Weighing up\"")).unwrap();
    server.wait_for("/themes/assessments.html", "Weighing up");

    // With an error the last good pages stay, and say so.
    fs::write(&theme, good.replace("title", "titel")).unwrap();
    server.wait_for("/themes/assessments.html", "<details id=\"throughline_problems\" open>");
    assert!(server.page("/themes/assessments.html").1.contains("Weighing up"));
    fs::write(&theme, good).unwrap();
    server.wait_for("/themes/assessments.html", "<h1>Assessments");
}
