using System.Collections.Generic;
using Microsoft.AspNetCore.Http;
using Retention.Core.Hosting;
using Retention.ErpHost.Desks;

namespace Retention.ErpHost;

/// <summary>Answers as HTTP.</summary>
public static class Answers
{
    /// <summary>201 for what was stored now, 200 for what was stored before, 422 for a refusal in both languages, 404 for a document that isn't there.</summary>
    public static IResult ToResult(Answer? answer) => answer switch
    {
        null => TypedResults.Problem("There is no such document. 没有这个单据。", statusCode: StatusCodes.Status404NotFound),
        { Status: CommandStatus.Accepted } => TypedResults.Json(new Stored("stored", answer.Happened), statusCode: StatusCodes.Status201Created),
        { Status: CommandStatus.Replayed } => TypedResults.Json(new Stored("stored-before", answer.Happened)),
        { Refusal: { } refusal } => Problem(StatusCodes.Status422UnprocessableEntity, refusal.Code, Saying.Of(refusal)),
        { Status: CommandStatus.KeyConflict } => Problem(StatusCodes.Status409Conflict, "key-conflict", new Saying("Another document came under this number; give it a number of its own.", "该单号已用于另一张单据，请换一个单号。")),
        _ => Problem(StatusCodes.Status503ServiceUnavailable, "conflict", new Saying("Others wrote first at every attempt; post it again.", "多次尝试均与他人写入冲突，请重新提交。")),
    };

    private static IResult Problem(int status, string code, Saying text) => TypedResults.Problem(
        title: text.En,
        detail: text.Zh,
        statusCode: status,
        extensions: new Dictionary<string, object?> { ["code"] = code, ["text"] = text });
}

/// <summary>What was stored, and what happened because of it.</summary>
public sealed record Stored(string Status, IReadOnlyList<Saying> Happened);
