#if NETSTANDARD2_0
using Retention.Core.Polyfills;

#pragma warning disable IDE0130 // The compiler looks for these by their framework names.
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the compiler pass an argument's text.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        /// <summary>Gets the parameter whose text is passed.</summary>
        public string ParameterName { get; } = parameterName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Tells the compiler that a parameter is not null once the method returns.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullAttribute : Attribute;

    /// <summary>Tells the compiler that a parameter may be null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class MaybeNullWhenAttribute(bool returnValue) : Attribute
    {
        /// <summary>Gets the return value under which the parameter may be null.</summary>
        public bool ReturnValue { get; } = returnValue;
    }
}
#endif
