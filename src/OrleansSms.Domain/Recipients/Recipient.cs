using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>What is known of one recipient while it is in memory.</summary>
public sealed class Recipient(RecipientState state)
{
    private AccountLog _first;
    private AccountLog[] _others = [];
    private Dictionary<string, byte>? _references;
    private Answered? _answered;

    /// <summary>What is remembered for good.</summary>
    public RecipientState State { get; set; } = state;

    /// <summary>The account that last texted the recipient: a reply to a number that is nobody's is for it.</summary>
    public string? LastAccount { get; private set; }

    /// <summary>Whether messages to it are remembered: some of them may not be in the store yet.</summary>
    public bool RemembersMessages => _first.Log is not null;

    /// <summary>Whether a request can be decided only with the messages of the account that the recipient remembers.</summary>
    public bool NeedsLog(AccountPolicy policy, in DecisionRequest request, ComplianceData data)
    {
        if (!Counts(policy, request, data.Sites.Find(request.To, State.Place)))
        {
            return false;
        }

        return LogOf(policy.Account) is not { } log || log.HasLost(request.At);
    }

    /// <summary>Sets the messages of an account that are remembered, as the store has them.</summary>
    public void SetLog(string account, SendLog log)
    {
        if (LogOf(account) is { } known)
        {
            log.AddAll(known);
        }

        if (_first.Log is null || _first.Account == account)
        {
            _first = new AccountLog(account, log);
        }
        else
        {
            _others = [.. _others.Where(other => other.Account != account), new AccountLog(account, log)];
        }
    }

    /// <summary>Forgets the messages that are remembered, of all accounts.</summary>
    public void ForgetMessages() => (_first, _others) = (default, []);

    /// <summary>Decides, and reserves the message's place when it may go.</summary>
    /// <param name="policy">Rules of the message's account.</param>
    /// <param name="request">The message.</param>
    /// <param name="data">Rules of places.</param>
    /// <param name="epoch">Epoch of the shard's owner, who gives the place.</param>
    public Decision Decide(AccountPolicy policy, in DecisionRequest request, ComplianceData data, long epoch)
    {
        var site = data.Sites.Find(request.To, State.Place);
        var log = Counts(policy, request, site) ? LogOf(policy.Account)! : null;
        log?.Slide(request.At);
        var decision = ComplianceRules.Decide(new DecisionContext(State, log, site, policy, in request)) with { Counts = log is not null };
        if (request.DryRun)
        {
            return decision;
        }

        if (decision.Kind != DecisionKind.Send)
        {
            // It may have had a place from an earlier decision.
            log?.Remove(request.Message);
            return decision;
        }

        if (log is not null)
        {
            if (log.Contains(request.Message))
            {
                // It counts from now on: it goes later than was thought.
                log.Remove(request.Message);
            }

            log.Add(SendLogEntry.Of(request));
            decision = decision with { Epoch = epoch };
        }

        LastAccount = policy.Account;
        return request.Segments > 1 ? decision with { ConcatenationReference = NextReference(request.From) } : decision;
    }

    /// <summary>Whether help or a welcome may be given now; if so, it is taken as given. One that was given later than now was given before a clock was set back.</summary>
    public bool MayAnswer(AnswerKind kind, long now)
    {
        if (_answered is { } last && last.Kind == kind && now >= last.At && now - last.At < UnixMicros.From(KeywordAnswer.Rest))
        {
            return false;
        }

        _answered = new Answered(kind, now);
        return true;
    }

    /// <summary>Gives a reservation back.</summary>
    public void Release(string account, MessageId message) => LogOf(account)?.Remove(message);

    private SendLog? LogOf(string account)
    {
        if (_first.Account == account)
        {
            return _first.Log;
        }

        foreach (var other in _others)
        {
            if (other.Account == account)
            {
                return other.Log;
            }
        }

        return null;
    }

    private static bool Counts(AccountPolicy policy, in DecisionRequest request, Compliance.Hours.Site site)
    {
        if (request.Answer != AnswerKind.None)
        {
            return false;
        }

        if (policy.Remembers(request.Category))
        {
            return true;
        }

        foreach (var cap in site.Rules.Caps)
        {
            if (cap.Counts(request.Category))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>8-bit references wrap at 256, so they are counted for each originator; they start anywhere, since a restart forgets them.</summary>
    private byte NextReference(string from)
    {
        _references ??= new(StringComparer.Ordinal);
        var next = _references.TryGetValue(from, out var last) ? (byte)(last + 1) : (byte)Random.Shared.Next(256);
        _references[from] = next;
        return next;
    }

    /// <summary>The messages of one account that are remembered. Few accounts text one recipient, and mostly one.</summary>
    private readonly record struct AccountLog(string Account, SendLog Log);

    /// <summary>The last answer to a keyword.</summary>
    private sealed record Answered(AnswerKind Kind, long At);
}
