namespace OrleansSms.Domain.Messages;

/// <summary>What a message is for. It decides the lane, the rules that apply and what happens when its fate is uncertain.</summary>
public enum MessageCategory : byte
{
    /// <summary>One-time passcodes and the like: first lane, reserved window and TPS.</summary>
    Authentication = 0,

    /// <summary>What the recipient expects as part of a transaction.</summary>
    Transactional = 1,

    /// <summary>Everything that advertises.</summary>
    Marketing = 2,
}

/// <summary>What to do with a message whose submit_sm was sent and never answered.</summary>
public enum OnUncertain : byte
{
    /// <summary>Send again: it may arrive twice.</summary>
    Resend = 0,

    /// <summary>Never send twice: it ends <c>failed</c> with <c>uncertain</c>.</summary>
    Hold = 1,
}

/// <summary>Defaults by category.</summary>
public static class CategoryRules
{
    /// <summary>Number of lanes, one per category; the lane's number is the category's.</summary>
    public const int LaneCount = 3;

    /// <summary>What happens to an uncertain message of this category.</summary>
    public static OnUncertain OnUncertain(this MessageCategory category) =>
        category == MessageCategory.Marketing ? Messages.OnUncertain.Hold : Messages.OnUncertain.Resend;
}
