namespace Retention.Core.Lifecycle;

/// <summary>The codes of activities that signals and presets know; a host may record any other.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleActivities
{
    /// <summary>A further purchase, where activations are listed: <c>purchase</c>. Not recorded as an activity.</summary>
    public const string Purchase = "purchase";

    /// <summary>The customer logged in: <c>log-in</c>.</summary>
    public const string LogIn = "log-in";

    /// <summary>The customer contacted us: <c>contact.inbound</c>.</summary>
    public const string InboundContact = "contact.inbound";

    /// <summary>We contacted the customer: <c>contact.outbound</c>. Never an interaction of the customer.</summary>
    public const string OutboundContact = "contact.outbound";

    /// <summary>The customer enquired: <c>enquiry</c>.</summary>
    public const string Enquiry = "enquiry";

    /// <summary>The customer answered a question on a scale from 1 to 10: <c>survey-10</c>.</summary>
    public const string SurveyOf10 = "survey-10";

    /// <summary>The customer answered a question on a scale from 1 to 5: <c>survey-5</c>.</summary>
    public const string SurveyOf5 = "survey-5";

    /// <summary>The customer complained: <c>complaint</c>. Open until it is closed, if it has an id.</summary>
    public const string Complaint = "complaint";

    /// <summary>The customer objected: <c>objection</c>. Open until it is closed, if it has an id.</summary>
    public const string Objection = "objection";
}
