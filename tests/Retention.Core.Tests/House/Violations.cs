using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>A rule fails with everything that breaks it, not with the first.</summary>
internal static class Violations
{
    internal static void AssertNone(string rule, IEnumerable<string> violations)
    {
        List<string> list = violations.Distinct(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            Assert.Fail(rule + Environment.NewLine + string.Join(Environment.NewLine, list.Select(v => "  - " + v)));
        }
    }
}
