using System;
using System.Globalization;

namespace Retention.Relational;

/// <summary>The tables in the database have another version than this library works with.</summary>
public sealed class SchemaVersionException : Exception
{
    internal SchemaVersionException(int found, int expected)
        : base("The tables have version " + found.ToString(CultureInfo.InvariantCulture) + " and this library works with " + expected.ToString(CultureInfo.InvariantCulture) + "; "
            + (found > expected ? "use the library that made them, or a newer one." : "run RelationalSchema.UpgradeAsync, or its scripts by hand."))
    {
        this.Found = found;
        this.Expected = expected;
    }

    /// <summary>Gets the version of the tables; 0 if there are none.</summary>
    public int Found { get; }

    /// <summary>Gets the version that this library works with.</summary>
    public int Expected { get; }
}
