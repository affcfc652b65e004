import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["graph_loader/views/static/vendor/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: "Text from data is never HTML." })),
      ],
      "max-lines": ["error", { max: 330, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 14],
    },
  },
  { files: ["graph_loader/views/static/**"], languageOptions: { globals: globals.browser } },
  { files: ["tests/js/**"], languageOptions: { globals: globals.node } },
];
