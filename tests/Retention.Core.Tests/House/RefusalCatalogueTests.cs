using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Retention.Core.Facts;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Every code that hosts may meet has a text in both languages, and the texts name the same things.</summary>
public sealed class RefusalCatalogueTests
{
    private static IEnumerable<FieldInfo> Refusals => Constants("RefusalCodes", "Refusals");

    [Fact]
    public void EveryRefusal_HasAText_AndEveryTextARefusal()
    {
        string[] codes = Refusals.Select(Code).ToArray();
        Violations.AssertNone("A refusal without a text:", codes.Except(RefusalCatalogue.Codes, StringComparer.Ordinal));
        Violations.AssertNone("A text without a refusal:", RefusalCatalogue.Codes.Except(codes, StringComparer.Ordinal));
        Violations.AssertNone("A code that two constants have:", codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void BothLanguages_NameTheSameArguments() => Violations.AssertNone(
        "The texts' arguments differ:",
        RefusalCatalogue.Codes.Where(c => !Placeholders(c, Language.English).SequenceEqual(Placeholders(c, Language.Chinese), StringComparer.Ordinal)));

    [Fact]
    public void Texts_AreWrittenInTheirLanguage()
    {
        Violations.AssertNone("Not English:", RefusalCatalogue.Codes.Where(c => IsChinese(RefusalCatalogue.Template(c, Language.English)!)));
        Violations.AssertNone("Not Chinese:", RefusalCatalogue.Codes.Where(c => !IsChinese(RefusalCatalogue.Template(c, Language.Chinese)!)));
    }

    // What a constant's documentation promises is what the text uses.
    [Fact]
    public void Documentation_ListsTheArguments() => Violations.AssertNone(
        "The documentation lists other arguments than the text has:",
        from field in Refusals
        where RefusalCatalogue.Template(Code(field), Language.English) is not null
        let text = XmlDocs.Text(XmlDocs.Library.Of(field)!.Element("summary"))
        let listed = Regex.Match(text, @"Arguments: ([\w, ]+)\.").Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray()
        let used = Placeholders(Code(field), Language.English)
        where !listed.SequenceEqual(used, StringComparer.Ordinal)
        select $"{Code(field)}: documented {string.Join(", ", listed)}; used {string.Join(", ", used)}");

    [Fact]
    public void Findings_HaveTextsInBothLanguages_ThatNameTheSame()
    {
        string[] codes = Constants("FindingCodes").Select(Code).ToArray();
        Assert.Equal(codes.Order(StringComparer.Ordinal), FindingCodes.All);
        foreach (string code in codes)
        {
            var finding = new Finding(code, "subject-x", 7654, [new CustomerId("c1")]);
            string english = finding.ToText(Language.English);
            string chinese = finding.ToText(Language.Chinese);
            Assert.DoesNotContain('{', english + chinese);
            Assert.Equal(Named(english), Named(chinese));
            Assert.False(IsChinese(english), english);
            Assert.True(IsChinese(chinese), chinese);
        }
    }

    [Fact]
    public void Codes_AreTheConstantsName_AndDocumented() => Violations.AssertNone(
        "A code is its constant's name in small letters with hyphens, and begins its documentation:",
        from field in Constants("Codes", "Refusals", "Reasons")
        let kebab = Regex.Replace(field.Name, "(?<!^)([A-Z])", "-$1").ToLowerInvariant()
        where Code(field) != kebab || !XmlDocs.Text(XmlDocs.Library.Of(field)?.Element("summary")).StartsWith(kebab + ":", StringComparison.Ordinal)
        select Library.Short(field.DeclaringType!) + "." + field.Name);

    private static IEnumerable<FieldInfo> Constants(params string[] endings) =>
        from type in Library.PublicTypes
        where type.IsAbstract && type.IsSealed && endings.Any(e => type.Name.EndsWith(e, StringComparison.Ordinal))
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral && field.FieldType == typeof(string)
        select field;

    private static string Code(FieldInfo field) => (string)field.GetRawConstantValue()!;

    private static string[] Placeholders(string code, Language language) => Regex.Matches(RefusalCatalogue.Template(code, language)!, "{(.*?)}")
        .Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();

    private static (bool Count, bool Subject) Named(string text) =>
        (text.Contains("7654", StringComparison.Ordinal), text.Contains("subject-x", StringComparison.Ordinal));

    private static bool IsChinese(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');
}
