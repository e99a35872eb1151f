import assert from 'node:assert/strict';
import { argumentsAsJson, callTimes, isShown, open, panel, panelSuite, verdict, writeArguments } from './panelSuite.ts';

panelSuite('follows the policy', () => {
  test('an edit decides everything anew, in place', async () => {
    await open();
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    const place = await verdict().boundingBox();
    panel.edit((text) => text.replace('"max": 30', '"max": 31'));
    await isShown(verdict().getByText('31 of 31 allowed'));
    assert.deepEqual(await verdict().boundingBox(), place);
  });

  test('a broken policy keeps the last decision, says why it is old, and moves nothing', async () => {
    await open();
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    const places = await Promise.all(['.verdict', '.rule', '.agent', '.chain'].map(placeOf));
    panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
    await isShown(panel.page.locator('.subject').getByText('Line 3: A comma is missing here'));
    assert.match(await verdict().innerText(), /Denied\s+·\s+30 of 31 allowed/);
    assert.deepEqual(await Promise.all(['.verdict', '.rule', '.agent', '.chain'].map(placeOf)), places);
    panel.edit((text) => text.replace('"version": "1"', '"version": "1",'));
    await panel.page.locator('.old').waitFor({ state: 'detached' });
  });

  test('allowed or denied, what the agent receives stays in its place', async () => {
    await open();
    await argumentsAsJson();
    const allowed = await placeOf('.agent');
    await writeArguments('{\n  "amount": 60000,\n  "currency": "usd"\n}');
    await isShown(verdict().getByText('Denied'));
    assert.deepEqual(await placeOf('.agent'), allowed);
  });
});

async function placeOf(selector: string): Promise<unknown> {
  const box = await panel.page.locator(selector).boundingBox();
  return box && { y: box.y, height: selector === '.chain' ? undefined : box.height };
}
