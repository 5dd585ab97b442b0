namespace OrleansSms.Web.Fields;

/// <summary>Codes of field errors that the front end gives; the grains have more.</summary>
internal static class FieldCode
{
    public const string Required = "required";
    public const string InvalidType = "invalid_type";
    public const string InvalidValue = "invalid_value";
    public const string UnknownField = "unknown_field";
    public const string NotServed = "not_supported";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string OutOfRange = "out_of_range";
    public const string NotFound = "not_found";
}
