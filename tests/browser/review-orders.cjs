// The review desk in any order: the same decisions on one import, gone back over, reloaded, undone and made again, with the
// page closed and the program stopped in between, leave the same files. And the source beside the text, from a PDF.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/review-orders.cjs [SEED]
const assert = require('assert/strict');
const fs = require('fs');
const path = require('path');
const { launch } = require('./chromium.cjs');
const { REPORT, request, site, start } = require('./review-desk.cjs');

// What is decided of each step, by the key that decides.
const KEYS = { facts: 'c', findings: 'c', 'marrowby/2028-05-ilacs#harbour-lanterns': 'm', 'marrowby/2028-05-ilacs#logbooks': 'x',
  'marrowby/2028-05-ilacs#ferry-wardens': 'n', question: 'n' };
const SEEDS = process.argv[2] ? [Number(process.argv[2])] : [1, 2, 3];

// A small generator, so that an order that fails can be played again.
const random = (seed) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const read = (folder) => {
  const review = path.join(folder, 'review.toml');
  const kept = fs.existsSync(review) ? fs.readFileSync(review, 'utf8') : '';
  const report = fs.readFileSync(path.join(folder, `content/inspections/${REPORT}.md`), 'utf8');
  // Which decision came first does not matter; which there are does.
  return { report, kept: kept.split(/^(?=\[\[)/m).map((entry) => entry.trim()).sort().join('\n\n') };
};

class Player {
  constructor(browser, folder) {
    Object.assign(this, { browser, folder, open: new Set(Object.keys(KEYS)), done: [] });
  }

  async begin() {
    this.server = start(this.folder);
    this.address = await this.server.said;
    this.page = await this.browser.newPage({ viewport: { width: 1280, height: 900 } });
    // What was done cannot be taken back after a new start.
    this.done = [];
  }

  async end() {
    await this.page.close();
    this.server.desk.removeAllListeners('exit');
    const ended = new Promise((resolve) => { this.server.desk.on('exit', resolve); });
    this.server.desk.kill('SIGINT');
    await ended;
  }

  // The page of a step, waited for until it is drawn.
  async go(key) {
    const wanted = key === 'question' ? (await this.steps()).find(({ step }) => step === 'question').key : key;
    await this.page.goto('about:blank');
    await this.page.goto(`${this.address}#/${REPORT}?step=${encodeURIComponent(wanted)}`);
    await this.page.locator('.step h2').waitFor();
    return wanted;
  }

  async steps() {
    return JSON.parse((await request(`${this.address}/report?id=${encodeURIComponent(REPORT)}`, {})).text).report.steps;
  }

  // A key that changes files, until it is known to have arrived.
  async press(key) {
    const answered = this.page.waitForResponse((answer) => answer.request().method() === 'POST');
    await this.page.keyboard.press(key);
    assert.equal((await answered).status(), 200, key);
  }

  async decide(key) {
    await this.go(key);
    await this.press(KEYS[key]);
    this.open.delete(key);
    this.done.push(key);
  }

  async play(below) {
    const one = [...this.open][below(this.open.size)];
    switch (below(8)) {
      case 0:
        await this.go(one);
        await this.page.keyboard.press('j');
        return this.page.keyboard.press('k');
      case 1:
        await this.go(one);
        return this.page.reload();
      case 2: {
        if (!this.done.length) return undefined;
        await this.go(one);
        await this.page.locator('#undo:not([disabled])').waitFor();
        await this.press('z');
        return this.open.add(this.done.pop());
      }
      case 3:
        await this.page.goBack().catch(() => {});
        return this.page.goForward().catch(() => {});
      case 4:
        await this.page.close();
        this.page = await this.browser.newPage({ viewport: { width: 1280, height: 900 } });
        return undefined;
      case 5:
        await this.end();
        return this.begin();
      default:
        return this.decide(one);
    }
  }
}

(async () => {
  const browser = await launch();
  const pdf = await browser.newPage();
  const letter = fs.readFileSync(path.join(__dirname, 'desk/letter.txt'), 'utf8').trim().split(/\n\s*\n/);
  const HEADINGS = ['Headline findings', 'Main findings'];
  const body = letter.map((part) => {
    if (part.startsWith('- ')) return `<ul>${part.split(/^- /m).slice(1).map((item) => `<li>${item}</li>`).join('')}</ul>`;
    // The last section stands on a page of its own.
    if (part.startsWith('What needs to improve')) return `<h2 style="break-before: page">${part}</h2>`;
    return HEADINGS.includes(part) ? `<h2>${part}</h2>` : `<p>${part.replaceAll('\n', '<br>')}</p>`;
  }).join('');
  await pdf.setContent(`<html><body style="font:12pt serif">${body}</body></html>`);
  const made = (folder) => path.join(folder, 'letter.pdf');
  const bytes = await pdf.pdf({ format: 'A4' });
  await pdf.close();
  const fresh = () => site((folder) => {
    fs.writeFileSync(made(folder), bytes);
    return made(folder);
  }, '--keep');

  // The source: kept, served to this page alone, beside the text where there is room, at the page of the passage.
  const folder = fresh();
  assert.ok(fs.readFileSync(path.join(folder, 'sources/marrowby/letter.pdf')).equals(bytes));
  const player = new Player(browser, folder);
  await player.begin();
  const { address, page } = player;
  const source = await request(`${address}/source?id=${REPORT}`, {});
  assert.deepEqual([source.status, source.headers['content-type']], [200, 'application/pdf']);
  assert.match(source.headers['content-security-policy'], /frame-ancestors 'self'/);
  const host = `evil.example:${new URL(address).port}`;
  assert.equal((await request(`${address}/source?id=${REPORT}`, { headers: { host } })).status, 403);
  assert.equal((await request(`${address}/source?id=../../etc/passwd`, {})).status, 409);
  await player.go('marrowby/2028-05-ilacs#harbour-lanterns');
  await page.locator('.source iframe[src*="#page=1&"]').waitFor();
  await player.go('marrowby/2028-05-ilacs#logbooks');
  await page.keyboard.press('o');
  await page.locator('.source iframe[src*="#page=2&"]').waitFor();
  await page.setViewportSize({ width: 390, height: 900 });
  await player.go('marrowby/2028-05-ilacs#logbooks');
  assert.equal(await page.locator('iframe').count(), 0);
  await page.getByRole('link', { name: /^The source, page/ }).waitFor();
  fs.rmSync(path.join(folder, 'sources'), { recursive: true });
  await page.reload();
  await page.locator('.nosource', { hasText: 'put letter.pdf into the folder sources' }).waitFor();
  await player.end();
  fs.rmSync(folder, { recursive: true });

  // In the order of the desk first: what every other order must come to.
  const plain = new Player(browser, fresh());
  await plain.begin();
  for (const key of Object.keys(KEYS)) await plain.decide(key);
  await plain.go('finish');
  await plain.press('f');
  await plain.end();
  const wanted = read(plain.folder);
  fs.rmSync(plain.folder, { recursive: true });
  let played = 0;
  for (const seed of SEEDS) {
    const below = random(seed);
    const one = new Player(browser, fresh());
    await one.begin();
    while (one.open.size) {
      await one.play(below);
      played += 1;
    }
    await one.go('finish');
    await one.press('f');
    await one.end();
    assert.deepEqual(read(one.folder), wanted, `seed ${seed}`);
    fs.rmSync(one.folder, { recursive: true });
  }
  await browser.close();
  console.log(`review desk: the source beside the text; ${SEEDS.length} orders of ${played} moves come to the same files`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
