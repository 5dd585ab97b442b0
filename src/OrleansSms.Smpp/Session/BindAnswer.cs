using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>Whether an ESME may bind, and who handles its session.</summary>
public sealed record BindAnswer
{
    private BindAnswer()
    {
    }

    /// <summary>Ok, or why not.</summary>
    public CommandStatus Status { get; private init; }

    /// <summary>Who handles the session; null when refused.</summary>
    public ISmppSessionHandler? Handler { get; private init; }

    /// <summary>Overrides <see cref="SmppSessionOptions.WindowSize"/> for this session.</summary>
    public int? WindowSize { get; init; }

    /// <summary>Overrides <see cref="SmppSessionOptions.ServerWindow"/> for this session.</summary>
    public int? ServerWindow { get; init; }

    /// <summary>Lets the ESME bind.</summary>
    public static BindAnswer Accept(ISmppSessionHandler handler) => new() { Status = CommandStatus.Ok, Handler = handler };

    /// <summary>
    /// Refuses. Every failed login is answered with ESME_RBINDFAIL, so that nobody learns which system_ids exist; only
    /// ESME_RSYSERR, ESME_RALYBND and ESME_RTHROTTLED, which say nothing of the login, are answered as they are.
    /// </summary>
    public static BindAnswer Refuse(CommandStatus status)
    {
        var saysNothing = status == CommandStatus.SystemError || status == CommandStatus.AlreadyBound || status == CommandStatus.Throttled;
        return new BindAnswer { Status = saysNothing ? status : CommandStatus.BindFailed };
    }
}
