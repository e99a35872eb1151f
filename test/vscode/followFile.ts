import fs from 'node:fs';

/** Passes on what is appended to a file, from its present end on. The function returned passes on the rest and stops. */
export function followFile(file: string, onText: (text: string) => void): () => void {
  const descriptor = fs.openSync(file, 'a+');
  const buffer = Buffer.alloc(65_536);
  let position = fs.fstatSync(descriptor).size;
  const decoder = new TextDecoder();
  const passOn = () => {
    for (;;) {
      const length = fs.readSync(descriptor, buffer, 0, buffer.length, position);
      if (length === 0) return;
      position += length;
      onText(decoder.decode(buffer.subarray(0, length), { stream: true }));
    }
  };
  const timer = setInterval(passOn, 100);
  return () => {
    clearInterval(timer);
    passOn();
    fs.closeSync(descriptor);
  };
}
