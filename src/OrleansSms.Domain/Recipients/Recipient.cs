using OrleansSms.Domain.Accounts;

namespace OrleansSms.Domain.Recipients;

/// <summary>What is known of one recipient while it is in memory.</summary>
public sealed class Recipient(RecipientState state)
{
    private Dictionary<string, RollingWindow>? _windows;
    private Dictionary<string, byte>? _references;

    /// <summary>What is remembered for good.</summary>
    public RecipientState State { get; set; } = state;

    /// <summary>The account that last texted the recipient: a reply to a number that is nobody's is for it.</summary>
    public string? LastAccount { get; private set; }

    /// <summary>Whether a request can be decided only with the messages of its account that count.</summary>
    public bool NeedsWindow(DecisionRequest request) =>
        request.Cap?.Counts(request.Category) == true && _windows?.ContainsKey(request.Account) != true;

    /// <summary>Sets the messages of an account that count.</summary>
    public void SetWindow(string account, RollingWindow window) => (_windows ??= new(StringComparer.Ordinal))[account] = window;

    /// <summary>Decides, and reserves the message's place when it may go.</summary>
    public Decision Decide(DecisionRequest request)
    {
        var window = request.Cap is { } cap && cap.Counts(request.Category) ? SlidWindow(request, cap) : null;
        var decision = RecipientRules.Decide(State, window, request);
        if (decision.Kind != DecisionKind.Send || request.DryRun)
        {
            return decision;
        }

        if (window?.Contains(request.Message) == false)
        {
            window.Add(request.Message, request.At);
        }

        LastAccount = request.Account;
        return request.Segments > 1 ? decision with { ConcatenationReference = NextReference(request.From) } : decision;
    }

    /// <summary>Gives a reservation back.</summary>
    public void Release(string account, MessageId message)
    {
        if (_windows?.TryGetValue(account, out var window) == true)
        {
            window.Remove(message);
        }
    }

    private RollingWindow SlidWindow(DecisionRequest request, RecipientCap cap)
    {
        var window = _windows![request.Account];
        window.Slide(request.At, cap.Seconds);
        return window;
    }

    /// <summary>8-bit references wrap at 256, so they are counted for each originator; they start anywhere, since a restart forgets them.</summary>
    private byte NextReference(string from)
    {
        _references ??= new(StringComparer.Ordinal);
        var next = _references.TryGetValue(from, out var last) ? (byte)(last + 1) : (byte)Random.Shared.Next(256);
        _references[from] = next;
        return next;
    }
}
