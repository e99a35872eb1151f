import assert from 'node:assert/strict';
import {
  argumentsAsJson,
  button,
  field,
  historyRows,
  isShown,
  open,
  panel,
  panelSuite,
  verdict,
  writeArguments,
} from '../panelSuite.ts';
import { orderPolicy, orderTools } from '../policies/orderTools.ts';

const number = (name: string) => panel.page.getByRole('spinbutton', { name, exact: true });
const choice = (name: string) => panel.page.getByRole('combobox', { name, exact: true });
const problemOf = (name: string) =>
  panel.page
    .locator('.argument', { has: panel.page.getByText(name, { exact: true }) })
    .last()
    .locator('.argument-problem');

async function openOrders(width = 300): Promise<void> {
  await open({ text: orderPolicy, server: { knowledge: orderTools }, width });
  await isShown(number('quantity'));
}

async function argumentsNow(): Promise<unknown> {
  const text = await (await argumentsAsJson()).inputValue();
  await button('Arguments as JSON').click();
  return JSON.parse(text);
}

panelSuite('asks for arguments one by one', () => {
  test('in a field that fits each, the required ones first', async () => {
    await openOrders();
    const names = await panel.page.locator('.argument-head label, .argument-head .label').allInnerTexts();
    assert.deepEqual(
      names,
      [
        'quantity',
        'customer',
        'id',
        'address',
        'country',
        'city',
        'place',
        'latitude',
        'longitude',
        'speed',
        'labels',
        'gift',
        'note',
        'discount',
        'filter',
      ].filter((name) => !['latitude', 'longitude'].includes(name)),
    );
    assert.deepEqual(await choice('country').locator('option').allInnerTexts(), ['not given', 'NO', 'SE', 'DK']);
    assert.deepEqual(await choice('gift').locator('option').allInnerTexts(), ['not given', 'true', 'false']);
    assert.equal(await choice('speed').locator('option').first().innerText(), 'not given (default standard)');
    assert.equal(await field('labels').getAttribute('placeholder'), 'not given, one per line');
    assert.equal(await number('quantity').getAttribute('aria-valuemax'), '100');
  });

  test('and writes each into the JSON as it is typed; the policy answers at once', async () => {
    await openOrders();
    await number('quantity').fill('20');
    await choice('country').selectOption('DK');
    await isShown(verdict().getByText('Denied'));
    await field('city').fill('Aarhus');
    await field('labels').fill('fragile\nthis side up');
    await choice('gift').selectOption('true');
    await field('place').fill('{"latitude": 56.2}');
    await field('filter').fill('[1, {"a": null}]');
    await button('Leave out note').click();
    await button('Give null as note').click();
    assert.deepEqual(await argumentsNow(), {
      quantity: 20,
      customer: { id: 'example', address: { country: 'DK', city: 'Aarhus', place: { latitude: 56.2 } } },
      speed: 'standard',
      labels: ['fragile', 'this side up'],
      gift: true,
      filter: [1, { a: null }],
      note: null,
    });
  });

  test('an argument is absent until it is given, and can be taken out again', async () => {
    await openOrders();
    assert.equal(await button('Leave out city').count(), 0);
    await field('city').fill('Oslo');
    await button('Leave out city').click();
    await button('Leave out quantity').click();
    assert.equal(await field('city').getAttribute('placeholder'), 'not given');
    assert.equal(await problemOf('quantity').innerText(), 'required');
    for (const name of ['customer', 'speed', 'note']) await button(`Leave out ${name}`).click();
    assert.deepEqual(await argumentsNow(), {});
    await choice('country').selectOption('SE');
    assert.deepEqual(await argumentsNow(), { customer: { address: { country: 'SE' } } });
  });

  test('what the schema would not accept is marked at its field, moves nothing, and is called all the same', async () => {
    await openOrders();
    const place = await button('Call').boundingBox();
    await number('quantity').fill('7');
    assert.equal(await problemOf('quantity').innerText(), 'multiple of 5');
    await number('quantity').fill('many');
    assert.equal(await problemOf('quantity').innerText(), 'must be integer');
    assert.equal(await number('quantity').getAttribute('aria-invalid'), 'true');
    await isShown(panel.page.getByText('1 does not fit'));
    assert.deepEqual(await button('Call').boundingBox(), place);
    await number('quantity').press('Enter');
    await isShown(historyRows());
    assert.match((await panel.page.locator('.history-face').getAttribute('title')) ?? '', /"quantity":"many"/);
  });

  test('JSON that is not finished holds the call back and is not lost', async () => {
    await openOrders();
    await field('filter').fill('{"a"');
    assert.equal(await problemOf('filter').innerText(), 'not JSON yet');
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'true');
    await field('Grant').focus();
    assert.equal(await field('filter').inputValue(), '{"a"');
    await argumentsAsJson();
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'false');
    await button('Arguments as JSON').click();
    assert.equal(await field('filter').inputValue(), '{"a"');
  });

  test('what a field cannot show stays in the JSON, and is said so', async () => {
    await openOrders();
    const odd = { quantity: 5, customer: { id: 5, address: { country: 'XX' }, name: 'Ada' }, coupon: 'X' };
    await writeArguments(JSON.stringify(odd));
    await button('Arguments as JSON').click();
    await isShown(panel.page.locator('.kept').getByText('5', { exact: true }));
    assert.equal(await problemOf('id').innerText(), 'must be string');
    assert.equal(await choice('country').locator('option:checked').innerText(), 'XX (not in the schema)');
    const others = await panel.page.locator('.only-json').allInnerTexts();
    assert.deepEqual(
      others.map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'Only in the JSON, not in the schema: name. Edit as JSON',
        'Only in the JSON, not in the schema: coupon. Edit as JSON',
      ],
    );
    await number('quantity').fill('10');
    assert.deepEqual(await argumentsNow(), { ...odd, quantity: 10 });
    await panel.page.locator('.only-json').last().getByRole('button').click();
    await isShown(field('Arguments'));
  });

  test('JSON that cannot be shown as fields is not touched', async () => {
    await openOrders();
    for (const [text, words] of [
      ['{"quantity": ', 'The JSON cannot be shown as fields. Line 1, column 14: a value is expected.'],
      ['{"quantity": 5, "quantity": 6}', 'A name stands twice in it; the last one counts.'],
    ] as const) {
      await writeArguments(text);
      await button('Arguments as JSON').click();
      await isShown(panel.page.locator('.only-json').getByText(words));
      assert.equal(await (await argumentsAsJson()).inputValue(), text);
    }
  });

  test('Enter calls from a text, Shift+Enter is a new line in it, arrows step a number within its bounds', async () => {
    await openOrders();
    await field('city').fill('a');
    await field('city').press('Shift+Enter');
    await field('city').press('b');
    assert.equal(await historyRows().count(), 0);
    await field('city').press('Enter');
    await isShown(historyRows());
    assert.equal(await field('city').inputValue(), 'a\nb');
    await number('quantity').fill('95');
    for (const key of ['ArrowUp', 'ArrowUp']) await number('quantity').press(key);
    assert.equal(await number('quantity').inputValue(), '100');
    await number('quantity').press('ArrowDown');
    assert.equal(await number('quantity').inputValue(), '95');
  });

  test('a number that is half typed stays as it is typed', async () => {
    await openOrders();
    await number('discount').focus();
    await panel.page.keyboard.type('0.0');
    assert.equal(await number('discount').inputValue(), '0.0');
    await panel.page.keyboard.type('5');
    assert.equal(await number('discount').inputValue(), '0.05');
    await number('discount').fill('1.');
    await field('Grant').focus();
    assert.equal(await number('discount').inputValue(), '1');
  });

  test('each tool keeps its own, and one without arguments says so', async () => {
    await openOrders();
    await field('city').fill('Oslo');
    await field('Tool').fill('list_orders');
    await field('Tool').press('Enter');
    await isShown(panel.page.getByText('This tool’s schema names no arguments.'));
    await field('Tool').fill('create_order');
    await field('Tool').press('Enter');
    assert.equal(await field('city').inputValue(), 'Oslo');
  });

  test('descriptions and names of a hostile server are text', async () => {
    const hostile = '<img src=x onerror="document.title=\'taken\'">';
    const inputSchema = {
      type: 'object',
      properties: { [hostile]: { type: 'string', description: hostile, enum: [hostile] } },
    };
    const list = { server: 's', tools: [{ name: 'list_orders', description: hostile, inputSchema }], skipped: [] };
    await open({ text: orderPolicy, server: { knowledge: { state: 'fresh', list } } });
    await field('Tool').fill('list_orders');
    await field('Tool').press('Enter');
    await choice(hostile).selectOption(hostile);
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.deepEqual(await argumentsNow(), { [hostile]: hostile });
  });

  for (const width of [250, 600]) {
    test(`in ${width} pixels no field is cut off`, async () => {
      await openOrders(width);
      const edges = await panel.page
        .locator('.argument-fields :is(input, textarea, select, button)')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
      const fields = await panel.page.locator('.argument-fields').boundingBox();
      assert.ok(fields !== null && edges.every((right) => right <= fields.x + fields.width));
    });
  }
});
