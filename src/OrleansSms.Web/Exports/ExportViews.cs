using OrleansSms.Domain.Recipients;
using OrleansSms.Web.Consents;
using OrleansSms.Web.Contacts;
using OrleansSms.Web.Inbound;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Exports;

/// <summary>All that is held of a person. Only documents the answer, which <see cref="PersonExport"/> writes piece by piece.</summary>
internal sealed record ExportView
{
    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ExportedAt { get; init; }

    /// <summary>The contact; null where there is none.</summary>
    public required ContactView? Contact { get; init; }

    /// <summary>What is remembered for decisions.</summary>
    public required RememberedView Remembered { get; init; }

    /// <summary>Consents with all that proves them.</summary>
    public required IReadOnlyList<ConsentView> Consents { get; init; }

    /// <summary>Messages to the person, newest first.</summary>
    public required IReadOnlyList<ExportedMessageView> Messages { get; init; }

    /// <summary>Messages from the person, newest first.</summary>
    public required IReadOnlyList<InboundView> InboundMessages { get; init; }
}

/// <summary>A message with all that has happened to it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Timeline">Its history, oldest first: decisions, carriers' answers, receipts.</param>
internal sealed record ExportedMessageView(MessageView Message, IReadOnlyList<TimelineView> Timeline);

/// <summary>What decisions go by.</summary>
internal sealed record RememberedView
{
    /// <summary>Opt-outs that stand.</summary>
    public required IReadOnlyList<OptOutView> OptOuts { get; init; }

    /// <summary>The account's suppression, where the number stands on its list.</summary>
    public required IReadOnlyList<SuppressedView> Suppressions { get; init; }

    /// <summary>Texts that may have been an opt-out and that nobody has looked at.</summary>
    public required IReadOnlyList<OptOutView> PossibleOptOuts { get; init; }

    /// <summary>IANA name of the zone that the person is in.</summary>
    public required string? Zone { get; init; }

    /// <summary>ISO 3166 code of the country of the postal code.</summary>
    public required string? Country { get; init; }

    /// <summary>Postal code.</summary>
    public required string? PostalCode { get; init; }

    /// <summary>ISO 639 code of the language of the last keyword.</summary>
    public required string? Language { get; init; }

    public static RememberedView Of(RecipientState state) => new()
    {
        OptOuts = [.. state.OptOuts.Select(static it => new OptOutView(it.At.ToTime(), it.Keyword, it.Message, it.Sender, it.Program, it.Confirmation))],
        Suppressions = [.. state.Suppressions.Select(static it => new SuppressedView(it.At.ToTime(), it.Reason, it.Until.ToTime()))],
        PossibleOptOuts = [.. state.PossibleOptOuts.Select(static it => new OptOutView(it.At.ToTime(), it.Keyword, it.Message, null, null, null))],
        Zone = state.Place?.Zone,
        Country = state.Place?.Country,
        PostalCode = state.Place?.PostalCode,
        Language = state.Language,
    };
}

/// <summary>An opt-out.</summary>
/// <param name="At">When.</param>
/// <param name="Keyword">The word it was.</param>
/// <param name="MessageId">The message that said so, or what else did.</param>
/// <param name="Sender">Only from this originator; null = from every one.</param>
/// <param name="Program">Only of this program; null = of every one.</param>
/// <param name="ConfirmationMessageId">The message that confirms it.</param>
internal sealed record OptOutView(DateTimeOffset At, string Keyword, string MessageId, string? Sender, string? Program, string? ConfirmationMessageId);

/// <summary>An entry of the account's suppression list.</summary>
internal sealed record SuppressedView(DateTimeOffset At, string Reason, DateTimeOffset? ExpiresAt);
