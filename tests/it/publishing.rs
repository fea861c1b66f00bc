//! What is published for hosts, for those who copy a site and for those who open its data: the guides' files, headers, packed copies,
//! the list of all files, marks of CSV files, the data package.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;

use crate::site::{build, repository, talk, throughline, tree, write_all};

fn site(settings: &str) -> tempfile::TempDir {
    let work = tempfile::tempdir().unwrap();
    let report = "+++\ntitle = \"Visit\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n+++\n\n\
        ## Areas for improvement\n\n- Light the children’s lamps. {#lamps}\n";
    let files = [
        ("site.toml", format!("title = \"Places\"\n{settings}")),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n".to_owned()),
        ("content/inspections/wexmere/2014-05-sif.md", report.to_owned()),
        ("files/a plan.txt", "The plan.\n".to_owned()),
    ];
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(p, t)| (p.to_owned(), t.into_bytes())).collect();
    write_all(work.path(), files.iter().map(|(path, bytes)| (path, bytes)));
    work
}

fn built(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let work = site(settings);
    let out = work.path().join("out");
    build(work.path(), &out);
    tree(&out)
}

#[test]
fn csv_files_begin_with_the_mark_that_excel_needs_unless_settings_say_otherwise() {
    for (settings, marked) in [("", true), ("csv_mark = true\n", true), ("csv_mark = false\n", false)] {
        let files = built(settings);
        let tables: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".csv")).collect();
        assert!(tables.len() >= 7);
        for (path, bytes) in tables {
            assert_eq!(bytes.starts_with(b"\xef\xbb\xbf"), marked, "{path}");
            let text = std::str::from_utf8(bytes).unwrap();
            assert_eq!(text.matches('\u{feff}').count(), usize::from(marked), "{path}");
        }
        let page = std::str::from_utf8(&files["data/index.html"]).unwrap();
        assert_eq!(page.contains("byte order mark"), marked);
    }
}

#[test]
fn the_data_package_tells_title_licence_types_and_keys() {
    let files = built("licence = \"Summaries: CC BY 4.0\"\nbase_url = \"https://places.example/\"\n");
    let package: serde_json::Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
    assert_eq!(package["title"], "Places");
    assert_eq!(package["homepage"], "https://places.example/");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let resource = |name: &str| package["resources"].as_array().unwrap().iter().find(|r| r["name"] == name).unwrap();
    let recommendations = &resource("recommendations")["schema"];
    assert_eq!(recommendations["primaryKey"], "id");
    let inspection =
        serde_json::json!({ "fields": "inspection", "reference": { "resource": "inspections", "fields": "id" } });
    assert!(recommendations["foreignKeys"].as_array().unwrap().contains(&inspection));
    for resource in package["resources"].as_array().unwrap() {
        let text = std::str::from_utf8(&files[&format!("data/{}", resource["path"].as_str().unwrap())]).unwrap();
        let head = text.trim_start_matches('\u{feff}').lines().next().unwrap();
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(fields.join(","), head);
    }
}

/// Follows links alone, as a program does that copies a site and runs no script.
#[test]
fn who_follows_links_finds_every_file() {
    for settings in ["base_url = \"https://places.example/x/\"\npictures = true\n", ""] {
        let files = built(settings);
        let (mut seen, mut next) = (BTreeSet::new(), vec!["index.html".to_owned()]);
        while let Some(path) = next.pop() {
            if !seen.insert(path.clone()) || !path.ends_with(".html") || path == "404.html" {
                continue;
            }
            let text = String::from_utf8(files[&path].clone()).unwrap();
            for link in
                text.split(" href=\"").chain(text.split(" src=\"")).skip(1).map(|r| r.split('"').next().unwrap())
            {
                let link = link.split(['#', '?']).next().unwrap().replace("%20", " ");
                if !link.is_empty() && !link.contains(':') && !link.contains('<') {
                    next.push(joined(&path, &link));
                }
            }
        }
        let all: BTreeSet<&String> = files.keys().filter(|path| !path.starts_with('.')).collect();
        let missed: Vec<&&String> = all.iter().filter(|path| !seen.contains(**path)).collect();
        assert!(missed.is_empty(), "{settings}: {missed:?}");
    }
}

fn joined(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn files_for_hosts_are_written_on_request() {
    let without = built("");
    assert!(!without.contains_key("_headers") && !without.contains_key(".nojekyll"));
    let with = built("host_files = true\n");
    assert!(with[".nojekyll"].is_empty());
    let headers = std::str::from_utf8(&with["_headers"]).unwrap();
    assert!(headers.starts_with("/*\n  Content-Security-Policy: default-src 'self';"), "{headers}");
    assert!(headers.contains("\n/assets/*\n  Cache-Control: "), "{headers}");
    // A header may forbid nothing that a page allows itself.
    let page = std::str::from_utf8(&with["index.html"]).unwrap();
    for rule in ["default-src 'self'", "base-uri 'none'", "form-action 'self'"] {
        assert!(page.contains(rule) && headers.contains(rule), "{rule}");
    }
}

#[test]
fn packed_copies_stand_beside_text_files_on_request_and_stay_in_step() {
    let work = site("compressed = true\n");
    let out = work.path().join("out");
    build(work.path(), &out);
    let check = || {
        let files = tree(&out);
        let mut texts = 0;
        for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with('.')) {
            let (gz, br) = (format!("{path}.gz"), format!("{path}.br"));
            let ending = path.rsplit('.').next().unwrap();
            if path.starts_with("files/") || ["gz", "br", "png"].contains(&ending) {
                assert!(!files.contains_key(&gz), "{path}");
                continue;
            }
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(files[&gz].as_slice()).read_to_end(&mut unpacked).unwrap();
            assert!(&unpacked == bytes && files.contains_key(&br), "{path}");
            texts += 1;
        }
        assert!(texts > 50, "{texts}");
    };
    check();
    assert!(build(work.path(), &out).contains(" 0 written"));
    let report = work.path().join("content/inspections/wexmere/2014-05-sif.md");
    fs::write(&report, fs::read_to_string(&report).unwrap().replace("Light", "Do light")).unwrap();
    build(work.path(), &out);
    check();
    // One copy that somebody took away comes back, and where none are wished all go.
    fs::remove_file(out.join("recommendations/wexmere/2014-05-sif/lamps.html.br")).unwrap();
    build(work.path(), &out);
    check();
    fs::write(work.path().join("site.toml"), "title = \"Places\"\n").unwrap();
    build(work.path(), &out);
    assert!(!tree(&out).keys().any(|path| path.ends_with(".gz") || path.ends_with(".br")));
}

#[test]
fn the_address_of_the_site_can_be_given_to_a_build() {
    let work = site("base_url = \"https://places.example/x/\"\n");
    let out = work.path().join("out");
    let run = |base: &str| {
        let arguments = ["build", "--base-url", base, "--site"];
        throughline().args(arguments).arg(work.path()).arg("--out").arg(&out).output().unwrap()
    };
    let output = run("https://other.example/y");
    assert!(output.status.success(), "{}", talk(&output));
    let page = fs::read_to_string(out.join("authorities/wexmere.html")).unwrap();
    assert!(page.contains("https://other.example/y/authorities/wexmere.html") && !page.contains("places.example"));
    assert!(fs::read_to_string(out.join("404.html")).unwrap().contains("href=\"/y/index.html\""));
    let output = run("other.example");
    assert!(!output.status.success() && talk(&output).contains("write it whole"), "{}", talk(&output));
}

/// Each host's part of the guide names its file, and each file is named.
#[test]
fn the_guide_and_its_files_are_in_step() {
    let docs = repository().join("docs");
    let guide = fs::read_to_string(docs.join("publishing.md")).unwrap();
    let files: BTreeSet<String> = tree(&docs.join("publishing")).into_keys().collect();
    assert!(files.len() >= 6, "{files:?}");
    for file in &files {
        assert!(guide.contains(&format!("(publishing/{file})")), "{file}");
    }
    for part in guide.split("(publishing/").skip(1) {
        assert!(files.contains(part.split(')').next().unwrap()), "{}", &part[..30]);
    }
    for host in ["GitHub Pages", "GitLab Pages", "Netlify", "Cloudflare Pages", "S3", "nginx", "Apache"] {
        assert!(guide.contains(&format!("\n## {host}")), "{host}");
    }
    // The headers of each are those that the program writes for hosts that read a file.
    let with = built("host_files = true\n");
    let headers = std::str::from_utf8(&with["_headers"]).unwrap();
    let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
    for file in ["nginx.conf", "apache.htaccess"] {
        let text = fs::read_to_string(docs.join("publishing").join(file)).unwrap();
        assert!(text.contains(policy) && text.contains("nosniff") && text.contains("same-origin"), "{file}");
    }
}

#[test]
fn a_template_that_replaces_nothing_is_said() {
    let work = site("templates = \"own\"\n");
    let own = work.path().join("own");
    fs::create_dir_all(own.join("assets")).unwrap();
    let write = |name: &str, text: &str| fs::write(own.join(name), text).unwrap();
    write("own-page.html", "{% extends \"base.html\" %}{% block main %}{% include \"part.html\" %}{% endblock main %}");
    write("part.html", "<h1>A part</h1><img src=\"assets/picture.svg\" alt=\"\">");
    write("assets/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let check = || talk(&throughline().arg("check").arg("--site").arg(work.path()).output().unwrap());
    assert!(!check().contains("T0704"), "{}", check());
    write("accessibility.html", "<h1>Accessibility</h1>");
    write("ouctomes.html", "<h1>Outcomes</h1>");
    let said = check();
    assert_eq!(said.matches("T0704").count(), 2, "{said}");
    assert!(said.contains("`accessibility.html`") && said.contains("did you mean `outcomes.html`"), "{said}");
    assert!(said.contains("content/pages/ID.md"), "{said}");
    let out = work.path().join("out");
    assert!(build(work.path(), &out).contains("T0704"));
}
