import assert from 'node:assert/strict';
import { fitsInWidth } from './fitsInWidth.ts';
import { callTimes, field, isShown, open, panel, panelSuite, until, verdict } from './panelSuite.ts';

panelSuite('fits', () => {
  for (const width of [250, 300, 600]) {
    test(`in ${width} pixels nothing is cut off or scrolls sideways`, async () => {
      await open({ width });
      await callTimes(31);
      await isShown(verdict().getByText('30 of 31 allowed'));
      assert.ok(await fitsInWidth());
      const clock = field('Time of the next call, in UTC');
      assert.ok(await clock.evaluate((input) => input.scrollWidth <= input.clientWidth), 'the clock is cut off');
    });
  }

  test('the policy’s name is cut off in its folder, and its path is there on hover', async () => {
    await open({ width: 250, policyName: `${'long-folder/'.repeat(9)}policy.json` });
    const line = panel.page.locator('.policy-line');
    assert.equal(await line.getAttribute('title'), '/home/author/stripe/policy.json');
    const isCut = (part: string) => line.locator(part).evaluate((each) => each.scrollWidth > each.clientWidth);
    assert.deepEqual([await isCut('.policy-folder'), await isCut('.policy-file')], [true, false]);
    assert.ok(await fitsInWidth());
  });

  test('from 560 pixels the answer stands beside the question', async () => {
    await open({ width: 560 });
    const [asking, answer] = await Promise.all(
      ['.asking', '.answer'].map((name) => panel.page.locator(name).boundingBox()),
    );
    assert.equal(asking?.y, answer?.y);
    await panel.page.setViewportSize({ width: 559, height: 900 });
    await until(
      async () => ((await panel.page.locator('.answer').boundingBox())?.y ?? 0) > (asking?.y ?? 0),
      'it stays beside the question',
    );
  });
});
