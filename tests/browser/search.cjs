// The search of the built site in Chromium, as a reader uses it: served, and opened from a disk. The questions of
// tests/search/ must lead to their pages; the counts beside the facets are those of the site's CSV files.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/search.cjs FOLDER
const assert = require('assert/strict');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { faults } = require('./chromium.cjs');
const { addresses, choose, closed, count, counts, marks, opened, settled, showAll, start, status, stop, type } = require('./search-page.cjs');
const { chosenFrom, counted, questions, records } = require('./search-records.cjs');

const folder = path.resolve(process.argv[2]);
const all = records(folder);
const chosenOf = (chosen) => chosenFrom(all, chosen);
let root;

// ---------------------------------------------------------------- the questions

/** Asks a file's questions, prints where each page came, and says how many came first and among the first three. */
async function ask(file) {
  const page = await opened('search.html');
  const places = [];
  for (const { ask: asked, page: wanted, address } of questions(folder, file)) {
    await page.goto(new URL(`search.html?q=${encodeURIComponent(asked)}`, root).href);
    await settled(page);
    const place = (await addresses(page)).indexOf(address) + 1;
    places.push(place);
    console.log(`${String(place || '–').padStart(5)}  ${asked}  →  ${wanted}`);
  }
  await closed(page);
  const upTo = (last) => places.filter((place) => place && place <= last).length;
  console.log(`       ${file}: ${upTo(1)} first, ${upTo(3)} among the first three, of ${places.length}`);
  return { first: upTo(1), three: upTo(3), of: places.length };
}

// ---------------------------------------------------------------- the tests

const tests = {
  async 'the questions lead to their pages'() {
    const { first, three, of } = await ask('questions.toml');
    assert.equal(of, 30);
    assert.ok(first >= 27, `${first} of 30 first`);
    assert.equal(three, 30, 'among the first three');
  },

  async 'facets are counted right, alone and combined'() {
    const page = await opened('search.html');
    assert.equal(await status(page), `${all.length} records can be searched.`);
    assert.deepEqual(await counts(page), counted(all, {}));
    const steps = [['authority', 'nottinghamshire'], ['kind', 'recommendation'], ['theme', 'care-leavers'], ['year', '2018'],
      ['framework', 'focused-visit']];
    const chosen = {};
    for (const [facet, value] of steps) {
      chosen[facet] = value;
      await choose(page, facet, value);
      assert.deepEqual(await counts(page), withChosen(counted(all, chosen), chosen), JSON.stringify(chosen));
      assert.equal(await count(page), chosenOf(chosen).length, JSON.stringify(chosen));
      assert.equal(new URL(page.url()).searchParams.get(facet), value);
    }
    await showAll(page);
    assert.deepEqual((await addresses(page)).sort(), chosenOf(chosen).map((record) => record.page).sort());
    await choose(page, 'year', '2018');
    assert.equal(new URL(page.url()).searchParams.get('year'), null);
    await closed(page);
  },

  async 'each facet alone shows what it says'() {
    for (const [facet, value] of [['outcome', 'missed'], ['kind', 'update'], ['framework', 'cra'], ['year', '2015'], ['theme', 'neglect']]) {
      const page = await opened(`search.html?${facet}=${value}`);
      assert.equal(await count(page), chosenOf({ [facet]: value }).length, facet);
      await showAll(page);
      assert.deepEqual((await addresses(page)).sort(), chosenOf({ [facet]: value }).map((record) => record.page).sort());
      await closed(page);
    }
  },

  async 'words and facets together are a part of the words alone'() {
    const page = await opened('search.html?q=supervision');
    await showAll(page);
    const found = await addresses(page);
    const pages = new Set(chosenOf({ outcome: 'met', authority: 'nottingham-city' }).map((record) => record.page));
    await choose(page, 'outcome', 'met');
    await choose(page, 'authority', 'nottingham-city');
    await showAll(page);
    const narrowed = await addresses(page);
    assert.ok(narrowed.length > 0);
    assert.deepEqual(narrowed, found.filter((address) => pages.has(address)));
    await closed(page);
  },

  async 'an address that is shared shows the same'() {
    for (const place of [root, pathToFileURL(`${folder}/`).href]) {
      const one = await opened(new URL('search.html', place).href);
      await type(one, 'children missing from care');
      await choose(one, 'authority', 'nottingham-city');
      await one.locator('#search_newest').check();
      await settled(one);
      const other = await opened(one.url());
      assert.equal(await other.locator('#search_input').inputValue(), 'children missing from care');
      assert.ok(await other.locator('#search_newest').isChecked());
      assert.ok(await other.locator('#authority_nottingham-city').isChecked());
      assert.deepEqual([await status(other), await addresses(other)], [await status(one), await addresses(one)]);
      await closed(one);
      await closed(other);
    }
  },

  async 'back and forward go through what was asked'() {
    for (const place of [root, pathToFileURL(`${folder}/`).href]) {
      const page = await opened(new URL('search.html', place).href);
      const seen = [];
      const see = async () => [await page.locator('#search_input').inputValue(), await status(page), await addresses(page)];
      seen.push(await see());
      await type(page, 'neglect');
      seen.push(await see());
      await choose(page, 'kind', 'recommendation');
      seen.push(await see());
      await page.locator('#search_clear').click();
      await settled(page);
      assert.deepEqual(await see(), seen[0]);
      for (const [step, wanted] of [['goBack', 2], ['goBack', 1], ['goForward', 2], ['goBack', 1], ['goBack', 0]]) {
        await page[step]();
        await settled(page);
        assert.deepEqual(await see(), seen[wanted], `${step} to ${wanted}`);
      }
      await closed(page);
    }
  },

  async 'the newest come first when asked for'() {
    const dates = new Map(all.map((record) => [record.page, record.date]));
    const page = await opened('search.html?q=supervision&sort=newest');
    await showAll(page);
    const shown = (await addresses(page)).map((address) => dates.get(address));
    assert.ok(shown.length > 20 && new Set(shown).size > 5);
    const newest = (date) => date.padEnd(10, '-99');
    assert.deepEqual(shown, [...shown].sort((a, b) => (newest(a) < newest(b) ? 1 : newest(a) > newest(b) ? -1 : 0)));
    await page.locator('#search_newest').uncheck();
    await settled(page);
    await showAll(page);
    assert.notDeepEqual((await addresses(page)).map((address) => dates.get(address)), shown);
    await closed(page);
  },

  async '“show more” moves on to the first of those that it shows'() {
    const page = await opened('search.html?q=assessment');
    assert.equal((await addresses(page)).length, 10);
    await page.locator('#search_more').focus();
    await page.keyboard.press('Enter');
    await settled(page);
    const found = await addresses(page);
    assert.equal(found.length, 20);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), found[10]);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.endsWith(found[10].replace(/#.*/, '')));
    await page.goBack();
    await settled(page);
    assert.deepEqual(await addresses(page), found, 'as many as before');
    await closed(page);
  },

  async 'results come while one types, the last word not yet whole'() {
    const page = await opened('search.html');
    for (const [typed, mark] of [['safeg', /^safeg/i], ['care leav', /^(care|leav)/i], ['immunis', /^immunis/i]]) {
      await type(page, typed);
      assert.ok(await count(page) > 0, typed);
      const marked = await marks(page);
      assert.ok(marked.length >= 1 && marked.every((word) => mark.test(word)), `${typed}: ${marked}`);
    }
    assert.ok((await addresses(page)).slice(0, 3).includes('recommendations/nottinghamshire/2015-06-sif/looked-after-health.html'));
    for (const typed of ['care leav', 'Care leavers', 'leaver, care']) {
      await type(page, typed);
      assert.equal((await addresses(page))[0], 'themes/care-leavers.html', typed);
    }
    await type(page, 'Nottingham City');
    assert.equal((await addresses(page))[0], 'authorities/nottingham-city.html');
    await closed(page);
  },

  async 'words in common are marked, in every form and with accents'() {
    const page = await opened('search.html?q=supervised');
    const marked = new Set((await marks(page)).map((word) => word.toLowerCase()));
    assert.ok(marked.has('supervision') || marked.has('supervise'), [...marked].join());
    assert.ok([...marked].every((word) => word.startsWith('supervis')), [...marked].join());
    await type(page, 'Súpervîsion ');
    assert.ok((await marks(page)).length > 0);
    await closed(page);
  },

  async 'all of it by keyboard'() {
    const page = await opened('search.html');
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    const tabTo = async (id) => {
      for (let n = 0; n < 60; n += 1) {
        if (await focused() === id) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${id} is not reached`);
    };
    await tabTo('search_input');
    await page.keyboard.type('foster carers');
    await page.keyboard.press('Enter');
    await settled(page);
    const before = await count(page);
    await tabTo('summary_outcome');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const id = await focused();
    assert.match(id, /^outcome_/);
    await page.keyboard.press('Space');
    await settled(page);
    assert.equal(await focused(), id, 'focus stays on what was chosen');
    assert.ok(await count(page) > 0 && await count(page) < before);
    await tabTo('search_newest');
    await page.keyboard.press('Tab');
    const [first] = await addresses(page);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.endsWith(first));
    await closed(page);
  },

  async 'it works from a disk'() {
    const page = await opened(pathToFileURL(path.join(folder, 'search.html')).href);
    await type(page, 'private fostering');
    assert.ok(page.url().includes('#?q=private+fostering'));
    const onDisk = await addresses(page);
    await closed(page);
    const served = await opened('search.html?q=private+fostering');
    assert.deepEqual(onDisk, await addresses(served));
    await closed(served);
  },

  async 'the field on other pages leads to results, served and from a disk'() {
    for (const place of [root, pathToFileURL(`${folder}/`).href]) {
      for (const from of ['index.html', 'themes/neglect.html', 'recommendations/nottingham-city/2014-04-sif/staying-put.html']) {
        const page = await opened(new URL(from, place).href, {}, false);
        await page.locator('#site_search').fill('staying put');
        await page.keyboard.press('Enter');
        await page.waitForURL(/search\.html/);
        await settled(page);
        assert.ok((await addresses(page)).includes('recommendations/nottingham-city/2014-04-sif/staying-put.html'), `${place}${from}`);
        await closed(page);
      }
    }
  },

  async 'without scripts the page says so and leads to the lists'() {
    const page = await opened('search.html?q=neglect', { javaScriptEnabled: false });
    assert.match(await page.locator('main').innerText(), /JavaScript/);
    assert.equal(await page.locator('#search_form').isVisible(), false);
    const links = await page.locator('main noscript a, main .notice a').evaluateAll((found) => found.map((a) => a.getAttribute('href')));
    assert.deepEqual(links.sort(), ['authorities', 'inspections', 'outcomes', 'recommendations', 'themes'].map((part) => `${part}/index.html`));
    await page.context().close();
  },

  async 'whatever is typed does no harm'() {
    const hostile = ['<img src=x onerror="globalThis.harmed=1">', '"><script>globalThis.harmed=1</script>', 'neglect '.repeat(400), 'x'.repeat(5000),
      'the and of to', 'the and of ', '?!…—“”', '😀🇬🇧👨‍👩‍👧', 'plant mewn gofal, tŷ ŵyl ï', 'naïve café Ærø straße', '\u0000\u202e%00', '__proto__ constructor',
      'a', '  ', 'q=1&kind=finding#?x'];
    const page = await opened('search.html', { viewport: { width: 390, height: 800 } });
    const check = async (typed) => {
      assert.equal(await page.evaluate(() => globalThis.harmed), undefined, typed);
      assert.equal(await page.locator('main img, main script').count(), 0, typed);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${over} px too wide: ${typed.slice(0, 40)}`);
      assert.match(await status(page), /^(\d+ results?\.|\d+ records can|Nothing to search for)/, typed);
    };
    for (const typed of hostile) {
      await page.locator('#search_input').fill(typed);
      await settled(page);
      await check(typed);
      await page.goto(new URL(`search.html?q=${encodeURIComponent(typed)}&kind=%3Cb%3E&year=__proto__&sort=x`, root).href);
      await settled(page);
      await check(typed);
      await page.locator('#search_clear').click();
      await settled(page);
    }
    await closed(page);
  },

  async 'it says so when nothing is found'() {
    const page = await opened('search.html?q=zzyzx');
    assert.equal(await status(page), '0 results. No page has “zzyzx”.');
    await closed(page);
  },

  async 'it says what it took for a misspelt word, and offers the others'() {
    for (const place of [root, pathToFileURL(`${folder}/`).href]) {
      const page = await opened(new URL('search.html', place).href);
      await type(page, 'permenence planning');
      assert.match(await status(page), /^\d+ results\. No page has “permenence”: these are the results for “permanence”\.$/);
      assert.ok((await marks(page)).includes('permanence'));
      const other = page.locator('#search_meant button').first();
      const instead = await other.textContent();
      await other.click();
      await page.waitForFunction((word) => document.title.startsWith(`${word} planning`), instead);
      await settled(page);
      assert.equal(await page.locator('#search_input').inputValue(), `${instead} planning`);
      assert.equal(await page.locator('#search_meant').isVisible(), false);
      await closed(page);
    }
  },

  async 'where nothing is found it says how to go on, and every way leads somewhere'() {
    const page = await opened('search.html?q=zzyzx');
    assert.ok(await page.locator('#search_next').isVisible());
    const links = await page.locator('#search_next a').evaluateAll((found) => found.map((a) => a.getAttribute('href')));
    // What has a fragment leads to an element that is there.
    const leads = (link) => {
      const [name, id] = link.split('#');
      const file = path.join(folder, name);
      return fs.existsSync(file) && (!id || fs.readFileSync(file, 'utf8').includes(` id="${id}"`));
    };
    assert.ok(links.length > 4 && links.every(leads), links.join());
    await type(page, 'neglect');
    assert.equal(await page.locator('#search_next').isVisible(), false);
    await closed(page);
    const lost = await opened('no/such/place.html', {}, false);
    await lost.locator('#missed_search').fill('neglect');
    assert.equal(new URL(await lost.locator('form:has(#missed_search)').evaluate((form) => form.action)).pathname, '/search.html');
    await lost.context().close();
  },

  async 'a phone has its results in sight, and the facets one step away'() {
    const page = await opened('search.html?q=neglect', { viewport: { width: 390, height: 800 } });
    const { y } = await page.locator('#search_results > li').first().boundingBox();
    assert.ok(y < 600, `the first result begins at ${y}`);
    assert.equal(await page.locator('#facet_kind input').first().isVisible(), false);
    await page.locator('#search_narrow > summary').click();
    await choose(page, 'kind', 'recommendation');
    assert.match(await page.locator('#search_narrow > summary').textContent(), /1 chosen/);
    await closed(page);
  },

  async 'axe-core finds nothing wrong with results'() {
    for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
      // The page's own policy forbids scripts from elsewhere; the checker is one.
      const page = await opened('search.html?q=care+leavers&kind=recommendation', { bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      assert.ok(await count(page) > 5);
      assert.deepEqual(await faults(page), [], `${width} ${colorScheme}`);
      await closed(page);
    }
  },
};

/** What is chosen is shown even where it leaves nothing. */
function withChosen(sums, chosen) {
  Object.entries(chosen).forEach(([facet, value]) => { sums[facet][value] ??= 0; });
  return sums;
}

(async () => {
  root = await start(folder);
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED: ${name}\n${error.stack}`);
    }
  }
  await stop();
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
