namespace Retention.Core;

/// <summary>The languages in which the library renders codes as text.</summary>
public enum Language
{
    /// <summary>English; the default.</summary>
    English = 0,

    /// <summary>Simplified Chinese, 简体中文.</summary>
    Chinese = 1,
}
