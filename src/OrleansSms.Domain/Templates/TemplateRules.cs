namespace OrleansSms.Domain.Templates;

/// <summary>What must hold of a template before it is kept.</summary>
public static class TemplateRules
{
    /// <summary>What is wrong with a template's texts: where, and what would be right.</summary>
    public static IEnumerable<(string Pointer, string Detail)> Check(TemplateConfig template)
    {
        if (TemplateText.Parse(template.Body, out var error) is null)
        {
            yield return ("/body", error!);
        }

        foreach (var (language, body) in template.Languages)
        {
            if (!Contacts.ContactLimits.IsLanguage(language))
            {
                yield return ($"/languages/{language}", "a language is one such as de or pt-BR");
            }
            else if (TemplateText.Parse(body, out error) is null)
            {
                yield return ($"/languages/{language}", error!);
            }
        }
    }
}
