using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Retention.Core.Hosting;

namespace Retention.DependencyInjection;

/// <summary>Checks what the runner needs before the first command needs it.</summary>
internal sealed class RunnerValidation : IValidateOptions<RunnerOptions>
{
    internal const string StoreMissing = "No event store was registered; call services.AddRetention().UseStore(...) with your store, or UseInMemoryStore() for a trial.";

    private readonly IServiceProviderIsService? services;

    public RunnerValidation(IServiceProviderIsService? services = null) => this.services = services;

    public ValidateOptionsResult Validate(string? name, RunnerOptions options)
    {
        List<string> problems = options.Validate().Select(p => nameof(RunnerOptions) + ":" + p).ToList();
        if (this.services?.IsService(typeof(IEventStore)) == false)
        {
            problems.Add(StoreMissing);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
