import { describe, expect, it } from "vitest";
import { SHORTCUTS } from "../../src/app/shortcuts";
import { en } from "../../src/i18n/en";
import { chooseLanguage } from "../../src/i18n/language";
import { zhHans } from "../../src/i18n/zh-hans";
import { zhHant } from "../../src/i18n/zh-hant";

const keys = Object.keys(en).sort();
const places = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();

describe.each([
  ["zh-Hans", zhHans],
  ["zh-Hant", zhHant],
] as const)("catalog %s", (_, catalog) => {
  it("has every key and no other", () => expect(Object.keys(catalog).sort()).toEqual(keys));
  it.each(Object.entries(en))("%s has the same places and words of its own", (key, text) => {
    const own = catalog[key as keyof typeof en];
    expect(places(own)).toEqual(places(text));
    expect(own === "").toBe(text === "");
    // What is not Chinese is a form, a number or the name of a language.
    if (/[a-z]{3}/i.test(text) && !text.startsWith("YYYY")) expect(own).toMatch(/\p{Script=Han}/u);
  });
});

it("Traditional Chinese has no simplified characters", () => {
  const simplified = /[简审阅队规则设务发这个为对开关时长门问间见页项题显认证词语说请读写录让记订计识别后处备复导当应张户数据无术机权条来极构样标检汇汉没满点热爱状现电画确种积称窗类红级纸线组细织终经结给统继续网罗维综编缩网节获营蓝补观览触详误质费资输边达过运还进连选释里针钟链错键锁闭队阶际陆险难静顺须预领频颜风馆马验]/u;
  for (const [key, text] of Object.entries(zhHant)) expect(`${key}: ${text.replace(/[里后]/gu, "")}`).not.toMatch(simplified);
});

describe("chooseLanguage", () => {
  it.each([
    [["en-GB"], "en"],
    [["zh-CN"], "zh-Hans"],
    [["zh-SG"], "zh-Hans"],
    [["zh"], "zh-Hans"],
    [["zh-TW"], "zh-Hant"],
    [["zh-HK", "en"], "zh-Hant"],
    [["zh-Hans-HK"], "zh-Hans"],
    [["fr", "zh-Hant"], "zh-Hant"],
    [["fr"], "en"],
    [[], "en"],
  ] as const)("%j", (preferred, language) => expect(chooseLanguage(preferred)).toBe(language));
});

describe("keys", () => {
  it("one key does one thing in a scope, also with those that work everywhere", () => {
    for (const scope of ["queue", "brief"]) {
      const used = SHORTCUTS.filter((shortcut) => shortcut.scope === scope || shortcut.scope === "everywhere").flatMap(({ keys: own }) => own as readonly string[]);
      expect(used.filter((key, at) => used.indexOf(key) !== at)).toEqual([]);
    }
  });
});
