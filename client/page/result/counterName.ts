/** The parts of PolicyLayer's counter id, e.g. `/tools/create_charge/limits/create_charge_rate`, `/tools/search/rate_limit`. */
export function counterName(id: string): { readonly name: string; readonly owner: string | undefined } {
  const place = id.lastIndexOf('/limits/');
  const owner = id.startsWith('/all_tools/') ? 'all tools' : undefined;
  if (place !== -1) return { name: id.slice(place + '/limits/'.length), owner };
  return { name: id.endsWith(shorthand) ? shorthand.slice(1) : id, owner };
}

/** The catalogue's own limit of a tool has no name beside its key. */
const shorthand = '/rate_limit';
