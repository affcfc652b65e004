// Renders the AsciiDoc of standard input with nothing forbidden, and prints the XHTML and every message as JSON.
import { readFileSync } from "node:fs";
import asciidoctor from "@asciidoctor/core";

const processor = asciidoctor();
const logger = processor.MemoryLogger.create();
processor.LoggerManager.setLogger(logger);
const html = processor.convert(readFileSync(0, "utf8"), {
  safe: "unsafe",
  backend: "xhtml5",
  attributes: { showtitle: true },
});
const messages = logger.getMessages().map((message) => `${message.getSeverity()}: ${message.getText()}`);
process.stdout.write(JSON.stringify({ html, messages }));
