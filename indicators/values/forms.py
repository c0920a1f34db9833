from django import forms

from indicators.values.models import Comment


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 2, "placeholder": "Замечание к ячейке"})}
