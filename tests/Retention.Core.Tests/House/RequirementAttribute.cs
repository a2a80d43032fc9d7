using System;
using System.Collections.Generic;
using Xunit.v3;

namespace Retention.Core.Tests.House;

/// <summary>Names the requirement that a test keeps. <c>dotnet test --filter Requirement=T-3</c> runs the tests of one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirementAttribute : Attribute, ITraitAttribute
{
    public RequirementAttribute(string id) => this.Id = id;

    public string Id { get; }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new KeyValuePair<string, string>("Requirement", this.Id)];
}
