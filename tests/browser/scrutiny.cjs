// The scrutiny sheets in Chromium: each is one sheet of A4, of the site in FOLDER and of invented authorities with much,
// with awkward, and with nothing to say; each says what the downloads say, and leads to what it quotes; on a telephone
// and without script too.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/scrutiny.cjs FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { pathToFileURL } = require('url');
const { faults, launch, sideways, tally } = require('./chromium.cjs');

const PROGRAM = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
const folder = path.resolve(process.argv[2]);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'scrutiny-'));
const { wrong, each, end } = tally('scrutiny sheets');

// ---------------------------------------------------------------- invented authorities

const YEARS = Array.from({ length: 12 }, (_, n) => 2012 + n);
const WORDS = 'managers oversee plans of children who need help and write down why they decide so that visits come in time'.split(' ');

// A sentence of so many words, another for each number.
const sentence = (number, count) => {
  const words = Array.from({ length: count }, (_, n) => WORDS[(number * 7 + n * 5 + (number % 3) * n) % WORDS.length]);
  return `${words[0][0].toUpperCase()}${words.join(' ').slice(1)}.`;
};

const front = (lines) => `+++\n${lines.join('\n')}\n+++\n\n`;

// Twelve reports of an authority, fifteen recommendations in each; some are raised again year after year, and papers
// claim that others are done.
function history(put, council, { id = (n) => `item-${n}`, text = sentence, at = (n) => `paragraph ${n}`, reviewed = true }) {
  YEARS.forEach((year, n) => {
    const asks = Array.from({ length: 15 }, (_, k) => {
      // The first of them every year, the second every other year, and so on; a few are never raised again.
      const again = n > 0 && k < 9 && n % (k + 1) === 0 ? ` again=${YEARS[n - k - 1]}-05-ilacs#${id(k)}` : '';
      return `- ${text(n * 15 + k, 12 + k)} {#${id(k)} at="${at(k + 1)}"${again}}`;
    });
    const said = Array.from({ length: n > 0 ? 6 : 0 }, (_, k) => {
      const key = ['met', 'partly-met', 'missed'][(n + k) % 3];
      return `- ${text(n * 100 + k, 22)} {#said-${k} at="${at(k + 30)}" ${key}=${YEARS[n - 1]}-05-ilacs#${id(k + 8)}}`;
    });
    const body = `## What needs to improve {kind=recommendation}\n\n${asks.join('\n')}\n\n## Findings {kind=finding}\n\n${said.join('\n')}\n`;
    put(`inspections/${council}/${year}-05-ilacs.md`, front([`title = "Inspection of ${year}"`, 'framework = "ilacs"',
      `inspected = { from = ${year}-05-07, to = ${year}-05-18 }`, 'wording = "summary"', `reviewed = ${reviewed}`]) + body);
    const claims = Array.from({ length: 6 }, (_, k) => `- ${text(n * 50 + k, 25)} {#claim-${k} ${k % 2 ? 'met' : 'done'}=${year}-05-ilacs#${id(k + 8)}}`);
    put(`updates/${council}/${year}-11-update.md`, `${front(['title = "Paper"', 'framework = "update"', `published = ${year}-11-03`,
      'wording = "summary"', `reviewed = ${reviewed}`])}## Progress {kind=claim}\n\n${claims.join('\n')}\n`);
  });
}

const LONG = 'a-long-name-for-a-council-that-took-over-from-many-others-and-names-them-all-her';

function invented(settings) {
  const site = fs.mkdtempSync(path.join(work, 'site-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(site, name)), { recursive: true });
    fs.writeFileSync(path.join(site, name), text);
  };
  const put = (name, text) => write(`content/${name}`, text);
  const council = (id, name) => put(`authorities/${id}.md`, front([`name = "${name}"`]));
  write('site.toml', settings);
  council('wexmere', 'Wexmere');
  history(put, 'wexmere', {});
  council(LONG, 'Marrowby and Fennimoor with the Wolds, the Marshes, Upper and Lower Ousterby and the Northern Meres');
  history(put, LONG, {
    id: (n) => `an-id-as-long-as-ids-may-be-so-that-its-address-takes-more-than-one-line-of-${n}`,
    text: (n, count) => sentence(n, count).toUpperCase().replace(/[AEIOU]/g, 'W'),
    at: (n) => `What needs to improve in the practice of social work, item ${n}`,
  });
  council('fennimoor', 'Fennimoor');
  council('ousterby', 'Ousterby');
  history(put, 'ousterby', { reviewed: false });
  council('northmere', 'Northmere');
  const of = (framework, day) => front(['title = "Inspection"', `framework = "${framework}"`, `inspected = ${day}`, 'wording = "summary"']);
  put('inspections/northmere/2014-05-sif.md', `${of('sif', '2014-05-09')}## Recommendations {kind=recommendation}\n\n- Write plans in time. {#plans}\n`);
  put('inspections/northmere/2018-05-ilacs.md', `${of('ilacs', '2018-05-09')}## Findings {kind=finding}\n\n- Plans are now in time. {#plans met=2014-05-sif#plans basis=stated}\n`);
  const out = path.join(site, 'public');
  execFileSync(PROGRAM, ['build', '--site', site, '--out', out], { stdio: 'pipe', encoding: 'utf8' });
  return out;
}

// ---------------------------------------------------------------- what is looked at

const sheetsOf = (site) => fs.readdirSync(path.join(site, 'authorities'))
  .map((name) => `authorities/${name}/scrutiny.html`).filter((name) => fs.existsSync(path.join(site, name)));

const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

// Printed: one page, with every row and every address on it.
async function onPaper(page, name, found) {
  const file = path.join(work, 'sheet.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const pages = Number(info.match(/^Pages:\s+(\d+)/m)[1]);
  if (pages !== 1) found.push(`takes ${pages} pages`);
  if (!info.includes('(A4)')) found.push(`is not A4: ${info.match(/^Page size:.*/m)}`);
  const text = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
  for (const part of await page.locator('.scrutiny :is(h1, h2, .lead, li a, .own-address)').allTextContents()) {
    if (!text.includes(bare(part))) found.push(`does not print ${part.trim().slice(0, 80)}`);
  }
}

// The sentence at the top says what the downloads say of the authority's threads.
function counted(data, authority) {
  const reviewed = new Set(data.inspections.filter((i) => i.reviewed !== false).map((i) => i.id));
  const threads = new Map(data.recommendations.filter((r) => r.authority === authority && reviewed.has(r.inspection))
    .map((r) => [r.thread, r.thread_outcome]));
  const count = (...outcomes) => [...threads.values()].filter((outcome) => outcomes.includes(outcome)).length;
  return [threads.size, count('missed', 'slipped-back', 'partly-met'), count('met'), count('awaiting'),
    count('not-reported-on', 'general', 'unread', 'ended'), count('superseded')];
}

async function says(page, site, name, found) {
  const authority = path.basename(path.dirname(name));
  const data = JSON.parse(fs.readFileSync(path.join(site, 'data/throughline.json'), 'utf8'));
  const [threads, unresolved, met, ...others] = counted(data, authority);
  const lead = (await page.locator('.scrutiny .lead').textContent()).trim();
  if (!threads) {
    if (/found wanting/.test(lead)) found.push(`counts what is not there: ${lead}`);
    if (await page.locator('.scrutiny li').count()) found.push('has rows of nothing');
    return;
  }
  const numbers = lead.replace(/^As of [^,]*, /, '').match(/\d+/g).map(Number);
  const expected = [threads, unresolved, met, ...others.filter((n) => n > 0)];
  if (numbers.join() !== expected.join()) found.push(`says “${lead}” for ${expected}`);
  const rows = (part) => page.locator(`section[aria-labelledby=${part}] > ol > li`);
  const [failures, questions] = [await rows('p_failures').count(), await rows('p_questions').count()];
  if (failures > 6 || questions > 5) found.push(`has ${failures} failures and ${questions} questions`);
  // With so much to say, a sheet that says little has been cut too short. Rows of the longest words take more room.
  if (unresolved > 10 && authority !== LONG && (failures < 3 || questions < 5)) found.push(`has only ${failures} failures and ${questions} questions`);
  const more = await page.locator('section[aria-labelledby=p_failures] > .small').textContent().catch(() => '0');
  if (unresolved && failures + Number(more.trim().match(/^\d*/)[0]) !== unresolved) found.push(`${failures} failures and “${more.trim()}” are not ${unresolved}`);
  const raised = await rows('p_failures').evaluateAll((all) => all.map((row) => Number(row.textContent.match(/Asked for (\d+) times/)?.[1] ?? 1)));
  if (raised.some((n, k) => k > 0 && n > raised[k - 1])) found.push(`is not by how often it was raised: ${raised}`);
}

// Every number leads to an address, and every address to a page with that place.
async function leads(page, site, found) {
  const refs = await page.locator('.scrutiny .ref').evaluateAll((all) => all.map((a) => a.getAttribute('href').slice(1)));
  const addresses = await page.locator('.addresses li').evaluateAll((all) => all.map((li) => [li.id, li.textContent]));
  if (addresses.some(([id]) => !refs.includes(id)) || refs.some((ref) => !addresses.some(([id]) => id === ref))) found.push('numbers and addresses differ');
  for (const [, address] of addresses) {
    const [file, place] = address.split('#');
    const there = fs.existsSync(path.join(site, file));
    if (!there || (place && !fs.readFileSync(path.join(site, file), 'utf8').includes(`id="${place}"`))) found.push(`${address} leads nowhere`);
  }
}

// The square code is there where the site knows its address, and is about square on paper too.
async function code(page, found) {
  const base = await page.locator('link[rel=canonical]').getAttribute('href', { timeout: 100 }).catch(() => null);
  const codes = await page.locator('.square-code').count();
  if (codes !== (base ? 1 : 0)) found.push(`has ${codes} square codes, its address is ${base}`);
  if (base && await page.locator('.own-address').textContent() !== base) found.push('does not print its own address');
}

// The authority's page leads to the sheet, and prints its address.
async function fromTheAuthority(page, site, name, found) {
  await page.goto(`${pathToFileURL(site).href}/${path.dirname(name)}.html`);
  const link = page.locator('.to-sheet a');
  if (new URL(await link.getAttribute('href'), page.url()).pathname !== pathToFileURL(path.join(site, name)).pathname) found.push('its authority leads elsewhere');
  if (!(await page.locator('.to-sheet .on-paper').textContent()).endsWith(name)) found.push('its authority does not print its address');
}

(async () => {
  const browser = await launch();
  const sites = [folder, invented('title = "Places"\nbase_url = "https://places.example/"\n'),
    invented(`title = "Places"\npublisher = "${sentence(1, 12)}"\nlicence = "${sentence(2, 60)}"\nbase_url = "https://${'far.'.repeat(30)}example/"\n`)];
  for (const site of sites) {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    const unscripted = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    if (!sheetsOf(site).length) wrong(`${site}: no sheet`);
    for (const name of sheetsOf(site)) {
      const found = [];
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(`${pathToFileURL(site).href}/${name}`);
      if (await sideways(page) > 0) found.push('too wide at 390 px');
      found.push(...await faults(page));
      await says(page, site, name, found);
      await leads(page, site, found);
      await code(page, found);
      await onPaper(page, name, found);
      const text = await page.locator('.scrutiny').innerText();
      await fromTheAuthority(page, site, name, found);
      await unscripted.setViewportSize({ width: 390, height: 800 });
      await unscripted.goto(`${pathToFileURL(site).href}/${name}`);
      if (await unscripted.locator('.scrutiny').innerText() !== text) found.push('says something else without script');
      each(found.map((fault) => `${name}: ${fault}`));
    }
    await page.context().close();
    await unscripted.context().close();
  }
  await browser.close();
  fs.rmSync(work, { recursive: true });
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
