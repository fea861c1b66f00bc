// What the search forgives and where it leads, kind by kind, on a built site: spelling, British and American forms,
// words apart and joined, numbers, a council with a year or a grade, and the site's own pages.
//
// node tests/search/kinds.cjs FOLDER
const assert = require('assert/strict');
const fs = require('fs');
const path = require('path');
const { opened } = require('./index.cjs');

const [, , folder] = process.argv;
/** The site's own pages that can be found. */
const pages = fs.readFileSync(path.join(__dirname, '../../src/search/pages.txt'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split('|').map((part) => part.trim()));

const tests = {
  async 'a letter wrong, missing, too many or changed with its neighbour is forgiven, and it is said'({ ask }) {
    for (const [typed, meant] of [['neglegt', 'neglect'], ['neglct', 'neglect'], ['negllect', 'neglect'], ['nelgect', 'neglect'], ['ngelect', 'neglect'],
      ['safegaurding', 'safeguarding'], ['acommodaton', 'accommodation']]) {
      const { changed, fits } = await ask(`${typed} `);
      assert.deepEqual(changed.map((one) => [one.typed, one.instead]), [[typed, meant]]);
      const numbers = (found) => new Set(Array.from(found, ([n]) => n));
      assert.deepEqual(numbers(fits), numbers((await ask(`${meant} `)).fits), typed);
    }
  },

  async 'two letters may be wrong in long words only, and none in short ones'({ ask }) {
    for (const typed of ['nglct ', 'paln ', 'cra ', '2041 ', 'zzyzx ']) {
      const { changed } = await ask(typed);
      assert.deepEqual(changed.map((one) => one.instead), typed === 'paln ' ? ['plan'] : [], typed);
    }
  },

  async 'what some record has is never put for something else'({ ask }) {
    for (const typed of ['plan', 'carers', 'placements late', 'kids and teeth', 'the of']) assert.deepEqual((await ask(typed)).changed, [], typed);
  },

  async 'a word that is still being typed is left alone'({ ask }) {
    for (const typed of ['negl', 'safeg', 'safeguardi', 'acc']) assert.deepEqual((await ask(typed)).changed, [], typed);
  },

  async 'British and American forms find the same'({ ask }) {
    for (const [one, other] of [['organisation', 'organization'], ['behaviour', 'behavior'], ['programme', 'program'], ['judgement', 'judgment'],
      ['prioritised', 'prioritized'], ['children’s centre', 'children’s center']]) {
      const [british, american] = [await ask(`${one} `), await ask(`${other} `)];
      assert.ok(british.fits.length > 0, one);
      assert.deepEqual(american.changed, [], other);
      assert.deepEqual(new Set(american.fits.map(([n]) => n)), new Set(british.fits.map(([n]) => n)), `${one}, ${other}`);
    }
  },

  async 'words apart or joined are found'({ ask, address }) {
    for (const [typed, page] of [['careleavers', 'themes/care-leavers.html'], ['frontdoor', 'themes/front-door.html'], ['home lessness', 'themes/homelessness.html'],
      ['safe guarding', ''], ['domesticabuse', 'themes/domestic-abuse.html']]) {
      const { fits } = await ask(typed);
      assert.ok(fits.length > 0, typed);
      if (page) assert.equal(await address(fits[0][0]), page, typed);
    }
  },

  async 'numbers are the same in words and in digits'({ ask, address }) {
    const termsOf = async (typed) => (await ask(typed)).wanted.map(({ word, also }) => [word, ...also].join('|'));
    assert.deepEqual(await termsOf('within three months '), ['within', 'three|3', 'months']);
    assert.deepEqual(await termsOf('16 and 17 '), ['16|sixteen', '17|seventeen']);
    assert.deepEqual(await termsOf('twenty one, twenty twenty two, forty '), ['21', '2022', 'forti|40'].map((one) => one.replace('forti', 'forty')));
    assert.deepEqual(await termsOf('two thousand and nine '), ['2009']);
    const { fits } = await ask('Nottingham report twenty twenty two');
    assert.equal(await address(fits[0][0]), 'inspections/nottingham-city/2022-07-ilacs.html');
  },

  async 'a council with a year, a grade or the newest leads to that report'({ ask, address }) {
    for (const [typed, page] of [['nottingham report 2014', 'nottingham-city/2014-04-sif'], ['Ofsted Nottinghamshire June 2015', 'nottinghamshire/2015-06-sif'],
      ['nottingham city inadequate', 'nottingham-city/2022-07-ilacs'], ['outstanding nottinghamshire', 'nottinghamshire/2024-05-ilacs'],
      ['latest nottinghamshire inspection', 'nottinghamshire/2025-11-focused-visit'], ['notingham report 2018', 'nottingham-city/2018-11-ilacs']]) {
      assert.equal(await address((await ask(typed)).fits[0][0]), `inspections/${page}.html`, typed);
    }
    for (const typed of ['Nottingham City', 'all reports of Nottingham', 'nottingham ratings over the years']) {
      assert.equal(await address((await ask(typed)).fits[0][0]), 'authorities/nottingham-city.html', typed);
    }
  },

  async 'every page of the site stands, is in the index, and is found by its title'({ ask, address, index }) {
    assert.deepEqual([...index.pages], pages.map(([, title]) => title));
    for (const [page, title] of pages) {
      assert.ok(fs.existsSync(path.join(folder, page)), page);
      assert.equal(await address((await ask(title)).fits[0][0]), page, title);
    }
  },

  async 'the lists of words are read only where a word is on no page'({ ask, read }) {
    const lists = () => [...read].filter((name) => /^w[a-z]$|spelling/.test(name));
    await ask('neglect of children in care ');
    assert.deepEqual(lists(), []);
    await ask('neglegt ');
    assert.deepEqual(lists().sort(), ['../assets/spelling', 'we', 'wn']);
  },
};

(async () => {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(await opened(folder));
      console.log(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED: ${name}\n${error.stack}`);
    }
  }
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
