using System;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>What every text in two languages must be: English without Chinese characters, Chinese with some, and the same lines.</summary>
internal static class Bilingual
{
    /// <summary>The text in English and in Chinese.</summary>
    internal static string[] AssertBoth(Func<Language, string> write)
    {
        string english = write(Language.English);
        string chinese = write(Language.Chinese);
        Assert.DoesNotContain(english, IsChinese);
        Assert.Contains(chinese, IsChinese);
        return [english, chinese];
    }

    /// <summary>The same lines in both languages, each ended by a line feed.</summary>
    internal static string[] AssertSameLines(Func<Language, string> explain)
    {
        string[] texts = AssertBoth(explain);
        Assert.Equal(texts[0].Split('\n').Length, texts[1].Split('\n').Length);
        Assert.All(texts, t => Assert.EndsWith("\n", t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.DoesNotContain("\n\n", t, StringComparison.Ordinal));
        return texts;
    }

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';
}
