namespace OrleansSms.Domain.Messages;

/// <summary>What a message answers by itself. The rules let it pass where it would be absurd to refuse it: a confirmation of an opt-out passes the opt-out.</summary>
public enum AnswerKind : byte
{
    /// <summary>Nothing: somebody sends it.</summary>
    None = 0,

    /// <summary>It confirms an opt-out.</summary>
    OptOut = 1,

    /// <summary>It welcomes who has opted in.</summary>
    OptIn = 2,

    /// <summary>It tells who asked for help whose number this is.</summary>
    Help = 3,

    /// <summary>It asks to confirm a consent (double opt-in).</summary>
    ConsentRequest = 4,
}

/// <summary>Questions about an answer.</summary>
public static class AnswerKinds
{
    /// <summary>Whether it answers a keyword that the recipient has just sent: then what the recipient refuses from others does not stand against it.</summary>
    public static bool IsReply(this AnswerKind kind) => kind is AnswerKind.OptOut or AnswerKind.OptIn or AnswerKind.Help;
}
