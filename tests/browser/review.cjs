// The review desk as an editor uses it, by keyboard alone: a letter is imported, its fields and themes
// confirmed, links accepted, declined, put off and undone, the file edited outside meanwhile. After each
// step the page, the file and the site are looked at; axe-core looks at every kind of page.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/review.cjs
const assert = require('assert/strict');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { execFileSync, spawn } = require('child_process');
const { chromium } = require('playwright-core');
const { FLAGS, faults } = require('./chromium.cjs');

const PROGRAM = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
const REPORT = 'marrowby/2030-12-focused-visit';

function site() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-'));
  fs.cpSync(path.join(__dirname, 'desk'), folder, { recursive: true });
  execFileSync(PROGRAM, ['import', '--into', folder, path.join(folder, 'letter.txt')], { stdio: 'pipe' });
  return folder;
}

// Starts the desk on a free port; its address stands in what it says.
function start(folder) {
  const desk = spawn(PROGRAM, ['review', '--site', folder, '--port', '0']);
  const said = new Promise((resolve, reject) => {
    let text = '';
    desk.stderr.on('data', (bytes) => {
      text += bytes;
      const found = text.match(/open (http:\/\/\S+)/);
      if (found) resolve(found[1]);
    });
    desk.on('exit', (code) => reject(new Error(`the desk ended with ${code}: ${text}`)));
  });
  return { desk, said };
}

function request(address, options, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(address, options, (answer) => {
      let text = '';
      answer.on('data', (bytes) => { text += bytes; });
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

// What the desk tells open pages: something comes whenever the site was built again, for as long as that may take.
function builds(address) {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(60000);
    http.get(new URL('/_throughline/events', address), { signal }, resolve).on('error', reject);
  });
}

async function strangersAreRefused(address) {
  const { origin, hostname, port } = new URL(address);
  const elsewhere = await request(`${origin}/`, { headers: { host: `evil.example:${port}` } });
  assert.equal(elsewhere.status, 403);
  const decision = JSON.stringify({ decision: 'finish', report: REPORT });
  for (const headers of [{}, { 'x-throughline-token': 'f'.repeat(48) }]) {
    for (const [where, body] of [['decide', decision], ['undo', '']]) {
      const answer = await request(`${address}/${where}`, { method: 'POST', headers }, body);
      assert.equal(answer.status, 403, where);
    }
  }
  // Only this machine's own address is listened on.
  const others = Object.values(os.networkInterfaces()).flat().filter((i) => i.family === 'IPv4' && !i.internal);
  for (const { address: other } of others) {
    assert.notEqual(other, hostname);
    await assert.rejects(request(`http://${other}:${port}/`, { timeout: 2000 }));
  }
}

(async () => {
  const folder = site();
  const file = path.join(folder, `content/inspections/${REPORT}.md`);
  const declined = path.join(folder, 'review.toml');
  const read = () => fs.readFileSync(file, 'utf8');
  const draft = read();
  const { desk, said } = start(folder);
  const address = await said;
  await strangersAreRefused(address);
  assert.equal(read(), draft);

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  const heading = (text) => page.getByRole('heading', { level: 2, name: text }).waitFor();
  const says = (text) => page.locator('#status', { hasText: new RegExp(`^${text.replace(/[.?]/g, '\\$&')}`) }).waitFor();
  const looked = new Set();
  const look = async (name) => {
    for (const [width, scheme] of [[1280, 'light'], [390, 'dark']]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      assert.deepEqual(await faults(page), [], `${name}, ${width} px, ${scheme}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    looked.add(name);
  };
  // What the site says of an earlier recommendation, once it was built again.
  const outcome = async (id, word) => {
    const recommendation = new URL(`/recommendations/marrowby/2028-05-ilacs/${id}.html`, address).href;
    const stands = async () => (await request(recommendation, {})).text.includes(`class="standing o-${word}"`);
    // Listened for before the page is asked for, so that no build comes between the two.
    const events = await builds(address);
    const each = events[Symbol.asyncIterator]();
    let ended = false;
    while (!ended && !await stands()) ended = (await each.next()).done;
    events.destroy();
    assert.ok(await stands(), `${id} is not ${word} on the site`);
  };

  // The overview leads to the fresh import by Tab and Enter.
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: 'What is open' }).waitFor();
  await look('overview');
  await page.locator('#main_content a').first().focus();
  await page.keyboard.press('Enter');

  // A field that the letter does not state: set, undone, then left.
  await heading('Does the report say the inspectors?');
  await look('field');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Dev Ironside; Jo Larkspur');
  await page.keyboard.press('Enter');
  await says('Inspectors set. Written to');
  const named = draft.replace('published = 2031-01-14\n', 'published = 2031-01-14\ninspectors = ["Dev Ironside", "Jo Larkspur"]\n')
    .replace('not_stated = ["inspectors"]\n', '');
  assert.equal(read(), named);
  await heading('Are these ids and themes right?');
  await page.keyboard.press('z');
  await says('Undone: inspectors set');
  assert.equal(read(), draft);
  await heading('Does the report say the inspectors?');
  await page.keyboard.press('n');
  await says('Inspectors left as not stated.');
  assert.equal(read(), draft);

  // Ids and themes: one theme is unticked, one id is given.
  await heading('Are these ids and themes right?');
  await look('findings');
  await page.getByLabel('Id of finding 1').fill('logbooks-why');
  await page.getByLabel('Lanterns').last().uncheck();
  await page.getByRole('heading', { level: 2 }).focus();
  await page.keyboard.press('c');
  await says('Ids and themes confirmed.');
  const confirmed = draft.replace('{#logbooks-show-why-walks suggested-theme="logbooks"}', '{#logbooks-why theme=logbooks}')
    .replace('{#bread-reaches-every-ferry suggested-theme="lanterns"}', '{#bread-reaches-every-ferry}')
    .replace('{#ferry-wardens-say-signalling suggested-theme="workforce"}', '{#ferry-wardens-say-signalling theme=workforce}')
    .replace('{#logbooks-show-decided-each suggested-theme="logbooks"}', '{#logbooks-show-decided-each theme=logbooks}');
  assert.equal(read(), confirmed);

  // A link, as it is offered; the paragraph around it first.
  await heading('met? likely');
  assert.ok(await page.locator('mark', { hasText: 'harbour' }).count() >= 2, 'words in common are marked');
  await look('link');
  await page.keyboard.press('v');
  await page.locator('#around .here', { hasText: 'Lanterns of the harbour lanes' }).waitFor();
  await look('around');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.locator('#keys[open]').waitFor();
  await look('keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await says('Met: 2028-05-ilacs#harbour-lanterns.');
  const met = confirmed.replace('area for improvement.\n',
    'area for improvement. {#lanterns-harbour-lanes-now met=2028-05-ilacs#harbour-lanterns basis=stated at="Headline findings, paragraph 1"}\n');
  assert.equal(read(), met);
  // Nothing in an unreviewed report counts.
  await outcome('harbour-lanterns', 'unread');

  // Declined, and undone.
  await heading('missed? likely');
  await page.keyboard.press('n');
  await says('Not about marrowby/2028-05-ilacs#logbooks.');
  assert.equal(fs.readFileSync(declined, 'utf8'),
    `[[declined]]\nby = "${REPORT}#logbooks-why"\non = "marrowby/2028-05-ilacs#logbooks"\n`);
  assert.equal(read(), met);
  await page.keyboard.press('z');
  await says('Undone: not about');
  assert.ok(!fs.existsSync(declined));
  await heading('missed? likely');

  // The file is edited outside while the step is open: it is read again, and the edit stays.
  const edited = met.replace('lamps in the bakery burn well', 'the lamps of the bakery burn well');
  fs.writeFileSync(file, edited);
  await says('Files changed on the disk: read again.');
  await heading('missed? likely');
  await page.keyboard.press('x');
  await says('Missed: 2028-05-ilacs#logbooks.');
  const missed = edited.replace('{#logbooks-why theme=logbooks}', '{#logbooks-why theme=logbooks missed=2028-05-ilacs#logbooks basis=answered}');
  assert.equal(read(), missed);

  // An edit elsewhere in the file does not stand in the way of an undo.
  const again = missed.replace('Bread reaches', 'Fresh bread reaches');
  fs.writeFileSync(file, again);
  await says('Files changed on the disk: read again.');
  await page.keyboard.press('z');
  await says('Undone: missed');
  assert.equal(read(), edited.replace('Bread reaches', 'Fresh bread reaches'));
  await heading('missed? likely');
  await page.keyboard.press('Enter');
  await says('Missed: 2028-05-ilacs#logbooks.');
  assert.equal(read(), again);

  // Only a part, by the editor's reading; put off first.
  await heading('partly met? likely');
  await page.keyboard.press('s');
  await says('Put off:');

  // As sure, and later in the report.
  await heading('raised again? likely');
  await page.keyboard.press('a');
  await says('Raised again: 2028-05-ilacs#logbooks.');
  const raised = again.replace('{#logbooks-show-decided-each theme=logbooks}', '{#logbooks-show-decided-each theme=logbooks again=2028-05-ilacs#logbooks}');
  assert.equal(read(), raised);

  // What was put off comes last.
  await heading('partly met? likely, put off');
  await page.keyboard.press('3');
  await page.keyboard.press('/');
  await page.keyboard.type('training');
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await says('Partly met: 2028-05-ilacs#ferry-wardens.');
  const linked = raised.replace('{#ferry-wardens-say-signalling theme=workforce}', '{#ferry-wardens-say-signalling theme=workforce partly-met="2028-05-ilacs#ferry-wardens (training)"}');
  assert.equal(read(), linked);

  // A sentence that looks back on what is not here.
  await heading('What does this look back on?');
  await look('question');
  await page.keyboard.press('n');
  await says('Question closed.');

  // A decision that would break the content is refused, and nothing is written.
  const token = await page.locator('meta[name=throughline-token]').getAttribute('content');
  const decide = (decision) => request(`${address}/decide`, { method: 'POST', headers: { 'x-throughline-token': token } }, JSON.stringify(decision));
  const link = { decision: 'link', report: REPORT, passage: `${REPORT}#speed-rope-bought-harbour`, target: '2028-05-ilacs#nowhere', key: 'again' };
  for (const [decision, why] of [
    [link, /no finding|there is no/], [{ ...link, passage: '../../etc/passwd' }, /not there any more/],
    [{ ...link, target: '2028-05-ilacs#logbooks} \n# Heading {#x' }, /./], [{ ...link, key: 'won' }, /no word/], [{ decision: 'field', report: REPORT, field: 'published', value: 'soon' }, /./],
    [{ decision: 'finish', report: '../review' }, /no report/], [{ decision: 'nothing' }, /cannot be read/],
  ]) {
    const answer = await decide(decision);
    assert.equal(answer.status, 409, JSON.stringify(decision));
    assert.match(JSON.parse(answer.text).error, why);
    assert.equal(read(), linked);
  }

  // A file with an error stops deciding, and says so.
  fs.writeFileSync(file, linked.replace('wording = "verbatim"', 'wording = "loud"'));
  await page.getByRole('alert').filter({ hasText: 'loud' }).waitFor();
  await look('errors');
  fs.writeFileSync(file, linked);
  await page.getByRole('alert').filter({ hasText: 'loud' }).waitFor({ state: 'hidden' });

  // Reviewed: from now on it counts.
  await heading('Is this report as its source has it?');
  await look('finish');
  await page.keyboard.press('f');
  await says('Marked as reviewed.');
  assert.equal(read(), linked.replace('reviewed = false', 'reviewed = true'));
  await heading('Nothing is open here');
  await outcome('harbour-lanterns', 'met');
  await outcome('ferry-wardens', 'partly-met');

  // Closing the page loses nothing.
  await page.goto('about:blank');
  await page.goto(`${address}#/${REPORT}`);
  await heading('Nothing is open here');
  assert.deepEqual(errors.filter((e) => !/409|favicon/.test(e)), []);
  await browser.close();
  desk.kill('SIGINT');
  const built = execFileSync(PROGRAM, ['list', '--site', folder, '--format', 'json'], { encoding: 'utf8' });
  const outcomes = Object.fromEntries(JSON.parse(built).map((r) => [r.id.split('#')[1], r.outcome]));
  assert.equal(outcomes['harbour-lanterns'], 'met');
  assert.equal(outcomes['ferry-wardens'], 'partly-met');
  fs.rmSync(folder, { recursive: true });
  console.log(`review desk: ${looked.size} kinds of pages looked at, each decision right in page, file and site`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
