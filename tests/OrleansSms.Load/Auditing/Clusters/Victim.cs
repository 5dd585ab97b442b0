namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>The silo that a fault is done to.</summary>
internal enum Victim
{
    /// <summary>One after the other.</summary>
    Turn,

    /// <summary>The one that owns the store: every commit goes through it, so that another has to take over first.</summary>
    Owner,

    /// <summary>One that does not.</summary>
    Other,
}
