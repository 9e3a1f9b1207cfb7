import { PDFArray, PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib';

/** An object and all that stands inside it, without following references. */
export function* valuesIn(root: PDFObject): Iterable<PDFObject> {
  const left = [root];
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    yield object;
    if (object instanceof PDFStream) left.push(object.dict);
    else if (object instanceof PDFDict) for (const value of object.values()) left.push(value);
    else if (object instanceof PDFArray) for (const value of object.asArray()) left.push(value);
  }
}
