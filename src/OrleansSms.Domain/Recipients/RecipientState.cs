namespace OrleansSms.Domain.Recipients;

/// <summary>What is remembered of a recipient for good.</summary>
[GenerateSerializer, Immutable, Alias("sms.RecipientState")]
public sealed record RecipientState
{
    /// <summary>A recipient of whom nothing is known.</summary>
    public static RecipientState Default { get; } = new();

    /// <summary>Standing opt-outs, one an account; account <c>*</c> covers all.</summary>
    [Id(0)] public IReadOnlyList<OptOut> OptOuts { get; init; } = [];
}

/// <summary>A standing opt-out.</summary>
/// <param name="Account">Whose messages it refuses; <c>*</c> = everybody's.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Message">The inbound message that said so, as evidence.</param>
/// <param name="Keyword">The word it was.</param>
[GenerateSerializer, Immutable, Alias("sms.OptOut")]
public sealed record OptOut(
    [property: Id(0)] string Account,
    [property: Id(1)] long At,
    [property: Id(2)] string Message,
    [property: Id(3)] string Keyword)
{
    /// <summary>Stands for every account.</summary>
    public const string EveryAccount = "*";
}
