namespace OrleansSms.Domain.Contacts;

/// <summary>What a value of a contact's field is.</summary>
public enum FieldType : byte
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary>A text.</summary>
    Text = 1,

    /// <summary>A number: 64 bits of floating point.</summary>
    Number = 2,

    /// <summary>A day or a point in time.</summary>
    Date = 3,

    /// <summary>True or false.</summary>
    Boolean = 4,

    /// <summary>Texts.</summary>
    List = 5,
}
