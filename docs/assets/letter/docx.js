// The letter as a .docx: a zip, nothing compressed, of the few parts that Word asks for (ECMA-376). Loaded when first asked for.
// @ts-check

/** @typedef {import("./compose.js").Block} Block */

const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
export const TYPE = `${MAIN}.document`;

/** Text for XML: what XML 1.0 cannot hold at all is dropped. @param {string} value */
const xml = (value) =>
  value
    .toWellFormed()
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} value @param {string} properties @param {string} run */
const paragraph = (value, properties = "", run = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r>${run && `<w:rPr>${run}</w:rPr>`}<w:t xml:space="preserve">${xml(value)}</w:t></w:r></w:p>`;

/** @param {string[]} cells @param {boolean} head */
const row = (cells, head = false) =>
  `<w:tr>${head ? "<w:trPr><w:tblHeader/></w:trPr>" : "<w:trPr><w:cantSplit/></w:trPr>"}${cells
    .map((cell) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(cell, "", `${head ? "<w:b/>" : ""}<w:sz w:val="18"/>`)}</w:tc>`)
    .join("")}</w:tr>`;

const EDGES = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="808080"/>`).join("");

/** @type {Record<string, [string, string]>} Properties of a paragraph and of its letters. */
const LOOKS = {
  p: ["", ""],
  ask: ['<w:ind w:left="360"/>', "<w:b/>"],
  model: ['<w:ind w:left="720" w:right="360"/>', "<w:i/>"],
  list: ['<w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>'],
  heading: ['<w:keepNext/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>'],
  source: ["", '<w:sz w:val="18"/>'],
};

/** @param {Block[]} blocks */
function body(blocks) {
  return blocks
    .map((block) => {
      if (block.kind !== "table") return paragraph(block.parts.filter((part) => typeof part === "string").join(""), ...LOOKS[block.kind]);
      const grid = block.head.map(() => '<w:gridCol w:w="1900"/>').join("");
      const rows = block.rows.map(({ cells }) => row(cells)).join("");
      return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${EDGES}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(block.head, true)}${rows}</w:tbl>`;
    })
    .join("");
}

/** @param {Block[]} blocks @param {string} title @returns {Record<string, string>} */
function parts(blocks, title) {
  const page = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';
  const defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>';
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MAIN}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title></cp:coreProperties>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "word/document.xml": `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${body(blocks)}${page}</w:body></w:document>`,
    "word/styles.xml": `${HEAD}<w:styles xmlns:w="${WORD}">${defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`,
  };
}

/** The checksum of a zip (CRC-32). @param {Uint8Array} bytes */
function crc(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Numbers as little-endian bytes, each with its width. @param {[number, number][]} fields */
const bytesOf = (fields) => Uint8Array.from(fields.flatMap(([value, width]) => Array.from({ length: width }, (_, index) => (value >>> (8 * index)) & 255)));

/** @param {Record<string, string>} files */
function zip(files) {
  /** @type {Uint8Array[]} */
  const [written, directory] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const [path, bytes] = [new TextEncoder().encode(name), new TextEncoder().encode(content)];
    // Version 2.0, names in UTF-8, stored, on January 1, 1980, sum, both sizes, lengths of the name and of nothing more.
    /** @type {[number, number][]} */
    const entry = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc(bytes), 4], [bytes.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]];
    const local = [bytesOf([[0x04034b50, 4], ...entry]), path, bytes];
    directory.push(bytesOf([[0x02014b50, 4], [20, 2], ...entry, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    written.push(...local);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(files).length;
  const end = bytesOf([[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]]);
  return [...written, ...directory, end];
}

/** Writes the letter. @param {Block[]} blocks @param {string} title */
export const docx = (blocks, title) => new Blob(/** @type {BlobPart[]} */ (zip(parts(blocks, title))), { type: TYPE });
