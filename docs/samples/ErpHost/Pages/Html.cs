using System.Net;
using Retention.ErpHost.Desks;

namespace Retention.ErpHost.Pages;

/// <summary>The frame of every page, and text made safe for it.</summary>
public static class Html
{
    private const string Style = """
        :root { --ink: #1d2733; --soft: #647181; --line: #dfe4ea; --back: #f4f6f8; --green: #1f7a4d; --yellow: #9a6700; --red: #b42318; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--ink); font: 14px/1.5 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
        header { background: #17324d; color: #fff; padding: 14px 28px; display: flex; gap: 16px; align-items: baseline; }
        header a { color: #fff; text-decoration: none; } header h1 { font-size: 18px; margin: 0; } header span { color: #b8c7d6; }
        main { padding: 20px 28px; } a { color: #14507f; }
        table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid var(--line); }
        th, td { text-align: left; padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { background: #eef1f5; font-weight: 600; white-space: nowrap; } tbody tr:hover { background: #f8fafc; }
        .zh { display: block; color: var(--soft); font-size: 13px; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .badge { display: inline-block; min-width: 24px; text-align: center; border-radius: 4px; padding: 0 7px; margin-right: 6px; color: #fff; background: #51647a; font-weight: 600; }
        .tier-A { background: #1f7a4d; } .tier-B { background: #22699f; } .tier-C { background: #8a6d1b; } .tier-D { background: #b42318; }
        .green { color: var(--green); } .yellow { color: var(--yellow); } .red, .risk { color: var(--red); } .missed { color: var(--red); font-weight: 600; }
        section { background: #fff; border: 1px solid var(--line); margin: 0 0 16px; padding: 4px 16px 12px; } h2 { font-size: 15px; margin: 10px 0 6px; }
        .both { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; } .both p, td p { margin: 0 0 4px; white-space: pre-line; overflow-wrap: anywhere; }
        .facts { display: flex; gap: 28px; flex-wrap: wrap; margin-bottom: 16px; } .facts b { display: block; font-size: 18px; }
        """;

    public static string Page(Saying title, string now, string body) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><title>{Safe(title.Zh)} · {Safe(title.En)}</title><meta name="viewport" content="width=device-width"><style>{Style}</style></head>
        <body>
        <header><h1><a href="/">{Safe(title.Zh)} · {Safe(title.En)}</a></h1><span>{Safe(now)}</span></header>
        <main>
        {body}
        </main>
        </body>
        </html>
        """;

    public static string Safe(string? text) => WebUtility.HtmlEncode(text) ?? string.Empty;

    /// <summary>A word in English with the Chinese one under it.</summary>
    public static string Stacked(Saying? saying) => saying is null ? "–" : Safe(saying.En) + "<span class=\"zh\">" + Safe(saying.Zh) + "</span>";
}
