// The review desk as an editor uses it, by keyboard: a letter is imported, its facts and themes typed and
// ticked, links accepted, declined, put off and undone, the file edited outside meanwhile. After each
// step the page, the file and the site are looked at; axe-core looks at every kind of page.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/review.cjs
const assert = require('assert/strict');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { chromium } = require('playwright-core');
const { FLAGS, faults } = require('./chromium.cjs');
const { PROGRAM, REPORT, builds, request, site, start } = require('./review-desk.cjs');

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
  const review = path.join(folder, 'review.toml');
  const kept = () => fs.readFileSync(review, 'utf8');
  const read = () => fs.readFileSync(file, 'utf8');
  const draft = read();
  const { desk, said: started } = start(folder);
  const address = await started;
  await strangersAreRefused(address);
  assert.equal(read(), draft);

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  const heading = (text) => page.getByRole('heading', { level: 2, name: text }).waitFor();
  const says = (text) => page.locator('#status', { hasText: new RegExp(`^${text.replace(/[.?]/g, '\\$&')}`) }).waitFor();
  // What is typed or ticked is written a moment later.
  const becomes = async (text) => {
    for (let tries = 0; tries < 100 && read() !== text; tries += 1) await page.waitForTimeout(50);
    assert.equal(read(), text);
  };
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

  // The worklist leads to what is open by Enter, and is filtered.
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: 'What is open' }).waitFor();
  await look('worklist');
  await page.getByLabel('How far').selectOption('finished');
  assert.deepEqual(await page.locator('.worklist td:first-child a').allTextContents(), ['ILACS']);
  await page.getByLabel('How far').selectOption('');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Enter');

  // What the letter does not state: typed, it stands in the file without anything being pressed; one undo takes it back.
  const facts = 'What does the report say of itself?';
  await heading(facts);
  await look('facts');
  const inspectors = page.getByLabel('the inspectors');
  await inspectors.pressSequentially('Dev Ironside; Jo Larkspur', { delay: 30 });
  await page.locator('.kept', { hasText: /^kept$/ }).waitFor();
  const named = (list) => draft
    .replace('published = 2031-01-14\n', `published = 2031-01-14\ninspectors = [${list}]\n`)
    .replace('not_stated = ["inspectors"]\n', '');
  assert.equal(read(), named('"Dev Ironside", "Jo Larkspur"'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await says('Undone: inspectors set');
  assert.equal(read(), draft);
  // Reloaded in the middle of a word: what was typed is there.
  await inspectors.fill('Dev I');
  await page.reload();
  await heading('What did this visit look at?');
  await becomes(named('"Dev I"'));
  await page.locator('summary', { hasText: 'What was found' }).click();
  assert.equal(await page.getByLabel('the inspectors').inputValue(), 'Dev I');
  // What cannot be written is said beside the field, and is still there after a reload.
  await page.getByLabel('the date of the report').fill('soon');
  await page.locator('.kept', { hasText: 'not kept' }).waitFor();
  await page.reload();
  await page.locator('summary', { hasText: 'What was found' }).click();
  assert.equal(await page.getByLabel('the date of the report').inputValue(), 'soon');
  await page.getByLabel('the date of the report').fill('2031-01-14');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await says('Undone: inspectors set');
  await heading(facts);
  assert.equal(read(), draft);
  // What the visit looked at: ticked, and on the disk. What is empty, the report does not state.
  await page.getByLabel('Lanterns').check();
  await says('Scope set.');
  const scoped = draft.replace('reviewed = false\n', 'reviewed = false\nscope = ["lanterns"]\n');
  assert.equal(read(), scoped);
  await page.getByRole('heading', { level: 2 }).focus();
  await page.keyboard.press('c');
  await says('Facts looked at.');
  assert.equal(read(), scoped);
  const unstated = `[[not_stated]]\nreport = "${REPORT}"\nfield = "inspectors"\n`;
  assert.equal(kept(), unstated);

  // Ids and themes: one theme is unticked, one id is given; both are on the disk before anything is confirmed.
  await heading('Are these ids and themes right?');
  await look('findings');
  await page.locator('summary', { hasText: 'other findings' }).click();
  const row = (words) => page.locator('.findings > li', { hasText: words });
  await row('Logbooks do not').getByRole('textbox').fill('logbooks-why');
  await row('Bread reaches').getByLabel('Lanterns').uncheck();
  const halfway = scoped.replace('{#logbooks-show-why-walks suggested-theme="logbooks"}', '{#logbooks-why theme=logbooks}')
    .replace('{#bread-reaches-every-ferry suggested-theme="lanterns"}', '{#bread-reaches-every-ferry}');
  await becomes(halfway);
  await page.reload();
  await heading('Are these ids and themes right?');
  await page.keyboard.press('c');
  await says('Ids and themes confirmed.');
  const confirmed = halfway
    .replace('{#ferry-wardens-say-signalling suggested-theme="workforce"}', '{#ferry-wardens-say-signalling theme=workforce}')
    .replace('{#logbooks-show-decided-each suggested-theme="logbooks"}', '{#logbooks-show-decided-each theme=logbooks}');
  assert.equal(read(), confirmed);

  // A recommendation with all that may speak of it; the link as it is offered settles the other places.
  await heading('Met? likely');
  assert.ok(await page.locator('.step > .card mark', { hasText: 'lanterns' }).count() >= 1, 'words in common are marked');
  await look('group');
  await page.keyboard.press('o');
  await page.locator('h3', { hasText: 'Said here, 2 of 3' }).waitFor();
  await page.reload();
  await page.locator('h3', { hasText: 'Said here, 2 of 3' }).waitFor();
  await page.keyboard.press('o');
  await page.keyboard.press('o');
  await page.locator('h3', { hasText: 'Said here, 1 of 3' }).waitFor();
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
  const on = (list, by, target) => `\n[[${list}]]\nby = "${by}"\non = "marrowby/2028-05-ilacs#${target}"\n`;
  const settled = kept();
  assert.equal(settled.match(/\[\[settled\]\]/g).length, 2);
  assert.ok(settled.includes(on('settled', `${REPORT}#speed-rope-bought-harbour`, 'harbour-lanterns')));
  // Nothing in an unreviewed report counts.
  await outcome('harbour-lanterns', 'unread');

  // Both places declined by one key, and undone.
  await heading('Missed? likely');
  await page.keyboard.press('n');
  await says('Not about marrowby/2028-05-ilacs#logbooks.');
  assert.equal(kept(), settled + on('declined', `${REPORT}#logbooks-why`, 'logbooks')
    + on('declined', `${REPORT}#logbooks-show-decided-each`, 'logbooks'));
  assert.equal(read(), met);
  await page.keyboard.press('z');
  await says('Undone: not about');
  assert.equal(kept(), settled);
  await heading('Missed? likely');

  // The file is edited outside while the step is open: it is read again, and the edit stays. What says how it stands and
  // what asks for it again are written by one key.
  const edited = met.replace('lamps in the bakery burn well', 'the lamps of the bakery burn well');
  fs.writeFileSync(file, edited);
  await says('Files changed on the disk: read again.');
  await heading('Missed? likely');
  assert.ok(await page.getByLabel('And asked again').isChecked());
  await page.keyboard.press('x');
  await says('Missed: 2028-05-ilacs#logbooks.');
  const missed = edited
    .replace('{#logbooks-why theme=logbooks}', '{#logbooks-why theme=logbooks missed=2028-05-ilacs#logbooks basis=answered}')
    .replace('{#logbooks-show-decided-each theme=logbooks}', '{#logbooks-show-decided-each theme=logbooks again=2028-05-ilacs#logbooks}');
  assert.equal(read(), missed);
  assert.equal(kept(), settled, 'both are links: nothing else was to be settled');

  // An edit elsewhere in the file does not stand in the way of an undo.
  const again = missed.replace('Bread reaches', 'Fresh bread reaches');
  fs.writeFileSync(file, again);
  await says('Files changed on the disk: read again.');
  await page.keyboard.press('z');
  await says('Undone: missed');
  assert.equal(read(), edited.replace('Bread reaches', 'Fresh bread reaches'));
  await heading('Missed? likely');
  await page.keyboard.press('Enter');
  await says('Missed: 2028-05-ilacs#logbooks.');
  assert.equal(read(), again);

  // Put off: it comes last.
  await heading('Partly met? likely');
  await page.keyboard.press('s');
  await says('Put off:');

  // A sentence that looks back on what is not here.
  await heading('What does this look back on?');
  await look('question');
  await page.keyboard.press('n');
  await says('Question closed.');

  // Only a part, by the editor's reading; what was typed is there after a reload.
  await heading('Partly met? likely, put off');
  await page.keyboard.press('3');
  await page.locator('summary', { hasText: 'More' }).click();
  await page.getByLabel('Only a part, in a few words').fill('training');
  await page.reload();
  await heading('Partly met? likely, put off');
  await page.keyboard.press('p');
  await says('Partly met: 2028-05-ilacs#ferry-wardens.');
  const linked = again.replace('{#ferry-wardens-say-signalling theme=workforce}', '{#ferry-wardens-say-signalling theme=workforce partly-met="2028-05-ilacs#ferry-wardens (training)"}');
  assert.equal(read(), linked);

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

  // A file with an error is shown as broken where it stood, in the list as well; the rest of the desk goes on.
  fs.writeFileSync(file, linked.replace('wording = "verbatim"', 'wording = "loud"'));
  await page.getByRole('alert').filter({ hasText: 'loud' }).waitFor();
  await look('broken');
  await page.keyboard.press('g');
  await page.locator('tr.broken', { hasText: 'loud' }).waitFor();
  await look('worklist with a broken file');
  await page.goBack();
  await page.getByRole('alert').filter({ hasText: 'loud' }).waitFor();
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

  const finished = kept();
  assert.ok(finished.endsWith(`\n[[finished]]\nreport = "${REPORT}"\n`), finished);

  // An older report comes in: what the finished one may say of it is new, and stands in a list of its own.
  const older = path.join(folder, 'content/inspections/marrowby/2029-03-focused-visit.md');
  fs.writeFileSync(older, fs.readFileSync(path.join(folder, 'content/inspections/marrowby/2028-05-ilacs.md'), 'utf8')
    .replace('framework = "ilacs"', 'framework = "focused-visit"\nscope = ["lanterns"]').replace('2028-05-08', '2029-03-08')
    .replace('2028-05-19', '2029-03-09').replace('2028-06-30', '2029-04-01').replaceAll(', item', ', number'));
  await says('Files changed on the disk: read again.');
  await page.keyboard.press('g');
  const list = page.locator('section', { has: page.getByRole('heading', { name: 'New since you finished' }) });
  await list.getByRole('link', { name: /^Marrowby: Focused visit, 10 December 2030/ }).click();
  await page.locator('.progress', { hasText: 'new since you finished' }).waitFor();
  await look('new since');
  fs.rmSync(older);
  await heading('Nothing is open here');

  // Many that are certain: ten of them are read, then all are accepted, and taken back together.
  const certain = path.join(folder, 'content/inspections/marrowby/2031-06-focused-visit.md');
  const said = Array.from({ length: 12 }, (_, n) => `Since the last inspection, leaders have strengthened the work of team ${n} well.`);
  fs.writeFileSync(certain, `+++\ntitle = "Visit"\nframework = "focused-visit"\ninspected = 2031-06-05\nwording = "summary"\n`
    + `reviewed = false\nscope = ["lanterns"]\n+++\n\n## Findings\n\n${said.join('\n\n')}\n`);
  await says('Files changed on the disk: read again.');
  await page.keyboard.press('g');
  await page.locator('summary', { hasText: 'Many that are certain' }).click();
  await page.getByRole('link', { name: 'mentions, better' }).click();
  await page.getByRole('heading', { level: 1, name: 'mentions, better: 12 certain suggestions' }).waitFor();
  await look('sample');
  const accept = page.getByRole('button', { name: 'Accept all 12' });
  const boxes = page.getByLabel('It is right');
  assert.equal(await boxes.count(), 10);
  for (let n = 0; n < 9; n += 1) await boxes.nth(n).check();
  assert.ok(await accept.isDisabled());
  await page.reload();
  await boxes.nth(9).check();
  await accept.click();
  await says('Accepted after a sample: mentions, better.');
  assert.equal(kept().match(/\[\[sampled\]\]/g).length, 12);
  await page.locator('summary', { hasText: 'Many that are certain' }).click();
  await page.getByRole('link', { name: 'mentions, better' }).click();
  await page.getByRole('button', { name: 'Take back all 12' }).click();
  await says('Taken back: mentions, better.');
  assert.equal(kept(), finished);
  fs.rmSync(certain);
  await says('Files changed on the disk: read again.');

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
