// What views/columns.py writes is read here as it was; tests/views/test_columns.py makes the cases.

import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";

import { rowsOf, unpacked } from "../../graph_loader/views/static/columns.js";

test("the data of a page are read from base64 of gzip, whatever letters they hold", async () => {
  const data = { name: "Łódź 👩‍🚀 </script>", big: "x".repeat(200000), none: null };
  assert.deepEqual(await unpacked(gzipSync(JSON.stringify(data)).toString("base64")), data);
});

test("columns become rows: listed values, repeated ones, rows within rows, and nothing for what is unknown", () => {
  const table = {
    length: 3,
    columns: {
      id: { values: ["a", "b", "c"] },
      kind: { of: ["x", null, 0], at: [0, 1, 2] },
      notes: { counts: [2, null, 0], rows: { length: 2, columns: { note: { values: ["one", null] } } } },
    },
  };
  assert.deepEqual(rowsOf(table), [{ id: "a", kind: "x", notes: [{ note: "one" }, {}] }, { id: "b" }, { id: "c", kind: 0, notes: [] }]);
});
