/** The parts of PolicyLayer's counter id, e.g. `/tools/create_charge/limits/create_charge_rate`. */
export function counterName(id: string): { readonly name: string; readonly owner: string | undefined } {
  const place = id.lastIndexOf('/limits/');
  const owner = id.startsWith('/all_tools/') ? 'all tools' : undefined;
  return { name: place === -1 ? id : id.slice(place + '/limits/'.length), owner };
}
