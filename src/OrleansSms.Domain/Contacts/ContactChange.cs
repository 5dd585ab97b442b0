namespace OrleansSms.Domain.Contacts;

/// <summary>A change of the contact of a number, and what to do where there is one or none.</summary>
/// <param name="Number">The number.</param>
/// <param name="Patch">The change.</param>
/// <param name="Mode">What to do where there is one or none.</param>
/// <param name="NewId">The id that it gets if it is made.</param>
/// <param name="At">When, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.ContactChange")]
public readonly record struct ContactChange(
    [property: Id(0)] Msisdn Number,
    [property: Id(1)] ContactPatch Patch,
    [property: Id(2)] ContactMode Mode,
    [property: Id(3)] ContactId NewId,
    [property: Id(4)] long At)
{
    /// <summary>The contact after the change; null when nothing is to be written.</summary>
    public Contact? ApplyTo(Contact? current) => (current, Mode) switch
    {
        (null, ContactMode.Update) or (not null, ContactMode.Add) => null,
        (null, _) => Patch.ApplyTo(new Contact { Id = NewId, Number = Number, CreatedAt = At }, At),
        _ => Patch.ApplyTo(current, At),
    };
}

/// <summary>What to do where there is a contact of a number, or none.</summary>
public enum ContactMode : byte
{
    /// <summary>Makes it; leaves alone what is there.</summary>
    Add = 0,

    /// <summary>Changes it; makes none.</summary>
    Update = 1,

    /// <summary>Makes it, or lays the change over what is there.</summary>
    Merge = 2,
}

/// <summary>What became of a change.</summary>
public enum ContactOutcome : byte
{
    /// <summary>The contact was made.</summary>
    Created = 0,

    /// <summary>It was changed.</summary>
    Updated = 1,

    /// <summary>It was there and was left alone.</summary>
    Exists = 2,

    /// <summary>There is none.</summary>
    NotFound = 3,

    /// <summary>It would have too many fields, or the account too many names of fields.</summary>
    TooManyFields = 4,
}
