import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keyName, SHORTCUTS } from "../../src/app/shortcuts";
import { en } from "../../src/i18n/en";

it("the table of keys in docs/CONSOLE.md is that of the code", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../../docs/CONSOLE.md"), "utf8");
  const rows = SHORTCUTS.map(({ scope, keys, label }) => {
    const names = keys.length > 4 ? `\`${keys[0]}\` … \`${keys[keys.length - 1]}\`` : keys.map((key) => `\`${keyName(key)}\``).join(" ");
    return `| ${en[`help.scope.${scope}`]} | ${names} | ${en[label]} |`;
  });
  expect(guide).toContain(`| where | key | does |\n|---|---|---|\n${rows.join("\n")}\n<!-- /keys -->`);
});
