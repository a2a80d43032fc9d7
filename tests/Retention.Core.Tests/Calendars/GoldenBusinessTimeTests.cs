using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Retention.Core.Calendars;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Calendars;

/// <summary>Business time as other projects published it, and as it follows from official calendars.</summary>
public sealed class GoldenBusinessTimeTests
{
    private const string NoFile = "business-time.json is kept outside this repository, and not on this machine.";

    private static readonly string File = Path.Combine(Library.Root, "..", "shared", "golden", "business-time.json");

    private const string Berlin = "\"zone\":\"Europe/Berlin\",\"yearlyHolidays\":[\"01-01\",\"05-01\",\"12-24\",\"12-25\",\"12-26\",\"12-31\"]";

    /// <summary>The file's calendars, each in a line, with days of the same hours written once.</summary>
    private static readonly Dictionary<string, string> Calendars = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["S1"] = "\"zone\":\"UTC\"," + Week("Mon Wed Fri 09:00-17:00|Tue Thu 10:00-16:00|Sat 11:00-14:30"),
        ["Z10"] = Berlin + "," + Week("Mon Tue Wed Thu Fri 08:00-18:00"),
        ["ZS"] = Berlin + "," + Week("Mon Tue Wed Thu Fri 08:00-13:00 14:00-18:00"),
        ["24V-Berlin"] = Berlin + "," + Week("Mon Tue Wed Thu Fri Sat Sun 00:00-24:00"),
        ["24V-SaoPaulo"] = Berlin.Replace("Europe/Berlin", "America/Sao_Paulo", StringComparison.Ordinal) + "," + Week("Mon Tue Wed Thu Fri Sat Sun 00:00-24:00"),
        ["D8-17"] = "\"zone\":\"Europe/Berlin\",\"holidays\":[\"2015-09-22\"]," + Week("Mon Tue Wed Thu Fri Sat Sun 08:00-17:00"),
        ["D9-18"] = "\"zone\":\"Europe/Berlin\"," + Week("Mon Tue Wed Thu Fri Sat Sun 09:00-18:00"),
        ["Mon24"] = "\"zone\":\"UTC\"," + Week("Mon 00:00-24:00"),
        ["ThuFri"] = "\"zone\":\"UTC\",\"dateOverrides\":{\"2019-12-27\":[\"08:00-17:00\"]}," + Week("Thu Fri 08:00-18:00"),
        ["IT"] = "\"zone\":\"UTC\",\"holidays\":[\"2011-04-04\"]," + Week("Mon Tue Wed Thu Fri 08:00-18:00"),
        ["Late"] = "\"zone\":\"UTC\"," + Week("Mon Tue Wed Thu Fri 16:00-24:00"),
        ["W10-18"] = "\"zone\":\"UTC\"," + Week("Mon Tue Wed Thu Fri 10:00-18:00"),
        ["W8-18"] = "\"zone\":\"UTC\"," + Week("Mon Tue Wed Thu Fri 08:00-18:00"),
        ["BIZ"] = "\"zone\":\"UTC\",\"holidays\":[\"2015-01-01\",\"2015-12-25\",\"2015-03-22..2015-03-28\"]," + Week("Mon Tue Wed Thu Fri 09:00-17:00|Sat 10:00-14:00"),
        ["CN"] = "\"zone\":\"Asia/Shanghai\",\"holidays\":[\"2025-01-28..2025-02-04\"],\"dateOverrides\":{\"2025-01-26\":[\"09:00-18:00\"],\"2025-02-08\":[\"09:00-18:00\"]}," + Week("Mon Tue Wed Thu Fri 09:00-18:00"),
        ["NY-night"] = "\"zone\":\"America/New_York\"," + Week("Sat 22:00-24:00|Sun 00:00-06:00"),
    };

    public static IEnumerable<TheoryDataRow<string>> Ids => System.IO.File.Exists(File)
        ? Document().GetProperty("cases").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("id").GetString()!))
        : [new TheoryDataRow<string>("none") { Skip = NoFile }];

    [Theory]
    [MemberData(nameof(Ids))]
    [Requirement("S-1")]
    public void PublishedCase_HasThePublishedAnswer(string id)
    {
        JsonElement given = Document().GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        JsonElement calendar = Document().GetProperty("calendars").GetProperty(given.GetProperty("calendar").GetString()!);
        Assert.Equal(given.GetProperty("expected").ToString(), GoldenCase.Answer(BusinessCalendar.Compile(GoldenCase.Calendar(calendar)).Policy, given));
    }

    [Theory]
    [InlineData("1", "S1", "add", "2006-01-04T14:30:00Z", "PT90M", "2006-01-04T16:00:00Z")]
    [InlineData("2", "S1", "add", "2006-01-04T15:58:30Z", "PT90S", "2006-01-04T16:00:00Z")]
    [InlineData("5", "S1", "elapsed", "2006-01-01T00:00:00Z", "2006-01-08T00:00:00Z", "PT39H30M")]
    [InlineData("8", "ZS", "add", "2015-03-27T11:00:00Z", "PT15H", "2015-03-31T07:00:00Z")]
    [InlineData("11", "24V-Berlin", "add", "2015-02-17T12:00:00", "PT2161H", "2015-05-19T14:00:00")]
    [InlineData("12", "24V-SaoPaulo", "add", "2015-02-21T22:00:00", "PT5H", "2015-02-22T02:00:00")]
    [InlineData("13", "24V-SaoPaulo", "add", "2015-10-17T22:00:00", "PT7H", "2015-10-18T06:00:00")]
    [InlineData("16", "Z10", "add", "2016-01-31T12:25:30", "PT5H", "2016-02-01T13:00:00")]
    [InlineData("17", "Z10", "add", "2016-02-01T16:59:30", "PT3H30M", "2016-02-02T10:29:30")]
    [InlineData("19", "ZS", "add", "2015-12-22T16:24:49", "PT20H", "2015-12-29T08:24:49")]
    [InlineData("22a", "D8-17", "add", "2015-09-21T14:30:00Z", "PT120M", "2015-09-23T07:30:00Z")]
    [InlineData("22b", "D8-17", "add", "2015-09-21T14:30:00Z", "PT240M", "2015-09-23T09:30:00Z")]
    [InlineData("25", "Mon24", "add", "2014-04-07T23:59:30Z", "PT60S", "2014-04-14T00:00:30Z")]
    [InlineData("28", "ThuFri", "add", "2019-12-27T16:00:00Z", "PT2H", "2020-01-02T09:00:00Z")]
    [InlineData("29", "IT", "add", "2011-04-01T09:00:00Z", "PT22H", "2011-04-06T11:00:00Z")]
    [InlineData("31", "Late", "add", "2022-03-23T22:00:00Z", "PT121M", "2022-03-24T16:01:00Z")]
    [InlineData("35", "W8-18", "add", "2025-08-11T17:00:00Z", "PT4H", "2025-08-12T11:00:00Z")]
    [InlineData("37a", "BIZ", "add", "2006-01-02T09:30:00Z", "PT100H", "2006-01-17T13:30:00Z")]
    [InlineData("D1", "CN", "add", "2025-01-26T16:00:00", "PT4H", "2025-01-27T11:00:00")]
    [InlineData("D4", "NY-night", "add", "2024-03-09T21:00:00", "PT7H", "2024-03-10T06:00:00")]
    [Requirement("S-1")]
    public void RestatedCase_HasThePublishedAnswer(string id, string calendar, string kind, string start, string arg, string expected) =>
        Check(id, calendar, kind, start, "\"" + arg + "\"", expected);

    [Theory]
    [InlineData("23", "D9-18", "2013-06-04T09:00:00Z", "PT120M", "2013-06-04T09:30:00Z/2013-06-04T09:45:00Z 2013-06-04T10:00:00Z/2013-06-04T10:30:00Z", "2013-06-04T11:45:00Z")]
    [InlineData("33", "W10-18", "2025-08-07T15:00:00Z", "PT2H", "2025-08-07T15:30:00Z/2025-08-07T16:30:01Z", "2025-08-08T10:00:01Z")]
    [Requirement("S-1")]
    public void RestatedCaseWithPauses_HasThePublishedAnswer(string id, string calendar, string start, string amount, string pauses, string expected) =>
        Check(id, calendar, "add-paused", start, "[\"" + amount + "\",[" + string.Join(",", pauses.Split(' ').Select(p => "[\"" + p.Replace("/", "\",\"", StringComparison.Ordinal) + "\"]")) + "]]", expected);

    [Fact]
    public void UnknownKind_IsAnError()
    {
        BusinessCalendar calendar = BusinessCalendar.Compile(GoldenCase.Calendar(Json(Calendars["S1"]))).Policy;
        JsonElement given = Json("\"kind\":\"guess\",\"start\":\"2006-01-04T14:30:00Z\",\"expected\":\"\"");
        Assert.Contains("\"guess\" is not known", Assert.Throws<NotSupportedException>(() => GoldenCase.Answer(calendar, given)).Message, StringComparison.Ordinal);
    }

    private static void Check(string id, string calendar, string kind, string start, string arg, string expected)
    {
        JsonElement given = Json($"\"id\":\"{id}\",\"kind\":\"{kind}\",\"start\":\"{start}\",\"arg\":{arg},\"expected\":\"{expected}\"");
        Assert.Equal(expected, GoldenCase.Answer(BusinessCalendar.Compile(GoldenCase.Calendar(Json(Calendars[calendar]))).Policy, given));
    }

    private static JsonElement Document() => JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;

    private static JsonElement Json(string members) => JsonDocument.Parse("{" + members + "}").RootElement;

    /// <summary>The week of the file's form: groups of days with their hours.</summary>
    private static string Week(string groups) => "\"week\":{" + string.Join(",",
        from part in groups.Split('|')
        let words = part.Split(' ')
        from day in words.Where(w => !w.Contains(':', StringComparison.Ordinal))
        select "\"" + day + "\":[" + string.Join(",", words.Where(w => w.Contains(':', StringComparison.Ordinal)).Select(w => "\"" + w + "\"")) + "]") + "}";
}
