using System.Linq;
using Retention.Core.Facts;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Facts;

[Requirement("G-2")]
public class RecordStandardTests
{
    private static readonly RecordStandard Standard = RecordStandard.Compile(Options(), "v1").Policy;

    [Fact]
    public void CompleteRecord_IsAccepted()
    {
        RecordCheck check = Standard.Check([Entry("industry", "C3911"), Entry("contact", "王经理"), Entry("need", "年度备件 200 套"), Entry("since", "2024-02-29"), Entry("size", "大型")]);
        Assert.True(check.IsAccepted);
        Assert.Equal(100m, check.Completeness.Value);
    }

    [Theory]
    [InlineData("industry", "制造业", "form")]
    [InlineData("industry", "U1", "form")]
    [InlineData("contact", "王小明", "form")]
    [InlineData("contact", "王小明经理", "form")]
    [InlineData("contact", "JohnSmith经理", "form")]
    [InlineData("contact", "经理", "form")]
    [InlineData("contact", "王经理13800000000", "form")]
    [InlineData("need", "大概要一些", "vague")]
    [InlineData("since", "2024-02-30", "form")]
    [InlineData("size", "巨型", "not-listed")]
    [InlineData("industry", " ", "required")]
    [InlineData("hobby", "golf", "unknown-field")]
    public void EntryAgainstTheStandard_IsNamedByFieldAndCode(string field, string value, string code)
    {
        RecordCheck check = Standard.Check([Entry("industry", "C39"), Entry(field, value)]);
        Assert.Contains(check.Problems, p => p.Key == field && p.Value == code);
        Assert.False(check.IsAccepted);
    }

    [Theory]
    [InlineData("王总")]
    [InlineData("欧阳经理")]
    [InlineData("李采购经理")]
    [InlineData("张副总经理")]
    public void Contact_IsASurnameAndAPost(string contact) => Assert.True(Standard.Check([Entry("industry", "C39"), Entry("contact", contact)]).IsAccepted);

    [Fact]
    public void VaguePhrases_MayBeSeparatedByChineseCommas()
    {
        RecordStandardOptions options = Options();
        options.VaguePhrases = "大概,若干、可能";
        Assert.All(new[] { "大概三年", "若干套", "可能要" }, need => Assert.Contains(RecordStandard.Compile(options, "v1").Policy.Check([Entry("industry", "C39"), Entry("need", need)]).Problems, p => p.Value == "vague"));
    }

    [Fact]
    public void EntryWithoutSource_IsNotTraceable() =>
        Assert.Equal(["industry=source"], Standard.Check([new RecordEntry("industry", "C39")]).Problems.Select(p => p.Key + "=" + p.Value));

    [Fact]
    public void Completeness_WeighsTheFieldsFilledInWithoutAProblem()
    {
        // Weights 2 (industry) + 1 + 1 + 1 + 1; industry and one other are right.
        Assert.Equal(50m, Standard.Check([Entry("industry", "C39"), Entry("contact", "李总"), Entry("size", "巨型")]).Completeness.Value);
    }

    [Fact]
    public void RemovedField_IsNoField()
    {
        RecordStandardOptions options = Options();
        options.Fields["size"].Removed = true;
        Assert.Contains(RecordStandard.Compile(options, "v1").Policy.Check([Entry("industry", "C39"), Entry("size", "大型")]).Problems, p => p.Value == "unknown-field");
        Assert.False(RecordStandard.Compile(new RecordStandardOptions { Fields = null! }, "v1").Succeeded);
    }

    [Fact]
    public void StandardWithoutFields_IsRefused() =>
        Assert.Equal("weights-sum-to-zero", RecordStandard.Compile(new RecordStandardOptions(), "v1").Problems.Single().Code);

    private static RecordEntry Entry(string field, string value) => new RecordEntry(field, value, "call of 2026-03-01");

    private static RecordStandardOptions Options()
    {
        var options = new RecordStandardOptions { VaguePhrases = "大概, 若干, 可能", SourceRequired = true };
        options.Fields["industry"] = new RecordFieldOptions { Form = "industry-code", Required = true, Weight = 2 };
        options.Fields["contact"] = new RecordFieldOptions { Form = "contact" };
        options.Fields["need"] = new RecordFieldOptions();
        options.Fields["since"] = new RecordFieldOptions { Form = "date" };
        options.Fields["size"] = new RecordFieldOptions { OneOf = "大型, 中型, 小型" };
        return options;
    }
}
